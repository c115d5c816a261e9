/** Whether an app setting switches a function off. Contract 9.5 */
export function isDisabled(name: string, environment: Readonly<Record<string, string>>): boolean {
  const value = environment[`AzureWebJobs.${name}.Disabled`] ?? environment[`AzureWebJobs_${name}_Disabled`]
  return value === '1' || value?.toLowerCase() === 'true'
}
