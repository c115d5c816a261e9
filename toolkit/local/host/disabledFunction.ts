/** Whether an app setting, by its name in any case, switches a function off. Contract 9.5 */
export function isDisabled(name: string, environment: Readonly<Record<string, string>>): boolean {
  const isSet = (setting: string) =>
    Object.entries(environment).some(
      ([key, value]) => key.toLowerCase() === setting.toLowerCase() && /^(1|true)$/i.test(value),
    )
  return isSet(`AzureWebJobs.${name}.Disabled`) || isSet(`AzureWebJobs_${name}_Disabled`)
}
