/**
 * The Azure regions by the names that ARM takes: `az account list-locations`, in each cloud. Add one that is newer.
 * A region may still not have Flex Consumption; that is for ARM to say.
 */
export const regions: readonly string[] = [
  ...['australiacentral', 'australiacentral2', 'australiaeast', 'australiasoutheast'],
  ...['austriaeast', 'belgiumcentral', 'brazilsouth', 'brazilsoutheast', 'canadacentral', 'canadaeast'],
  ...['centralindia', 'centralus', 'chilecentral', 'denmarkeast', 'eastasia', 'eastus', 'eastus2'],
  ...['francecentral', 'francesouth', 'germanynorth', 'germanywestcentral', 'indonesiacentral'],
  ...['israelcentral', 'italynorth', 'japaneast', 'japanwest', 'jioindiacentral', 'jioindiawest'],
  ...['koreacentral', 'koreasouth', 'malaysiawest', 'mexicocentral', 'newzealandnorth', 'northcentralus'],
  ...['northeurope', 'norwayeast', 'norwaywest', 'polandcentral', 'qatarcentral', 'southafricanorth'],
  ...['southafricawest', 'southcentralus', 'southeastasia', 'southindia', 'spaincentral', 'swedencentral'],
  ...['switzerlandnorth', 'switzerlandwest', 'uaecentral', 'uaenorth', 'uksouth', 'ukwest', 'westcentralus'],
  ...['westeurope', 'westindia', 'westus', 'westus2', 'westus3'],
  ...['usdodcentral', 'usdodeast', 'usgovarizona', 'usgovtexas', 'usgovvirginia'],
  ...['chinaeast', 'chinaeast2', 'chinaeast3', 'chinanorth', 'chinanorth2', 'chinanorth3'],
]
