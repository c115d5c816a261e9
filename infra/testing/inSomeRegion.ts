/** What every stack file has: without a region nothing can be created. */
export const inSomeRegion = { 'azure-native:location': 'westeurope' }
