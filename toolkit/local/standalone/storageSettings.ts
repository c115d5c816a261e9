/** Whether the host has to see to storage: the settings name the emulator, or nothing although a function needs it. */
export function needsEmulator(
  environment: Readonly<Record<string, string>>,
  bindingTypes: readonly string[],
): boolean {
  if (Object.values(environment).some(isEmulator)) return true
  const isSet = Object.entries(environment).some(
    ([name, value]) => /^AzureWebJobsStorage(__.+)?$/i.test(name) && value !== '',
  )
  return !isSet && bindingTypes.some((type) => !WITHOUT_STORAGE.test(type))
}

/** The settings with the emulator's real address wherever they name the emulator, or no storage at all. */
export function withStorage(
  environment: Readonly<Record<string, string>>,
  connectionString: string,
): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]): [string, string] => [
    name,
    isEmulator(value) ? connectionString : value,
  ])
  const isUnset = (name: string) => !environment[name]
  return {
    ...Object.fromEntries(entries),
    ...(isUnset('AzureWebJobsStorage') && { AzureWebJobsStorage: connectionString }),
  }
}

function isEmulator(value: string): boolean {
  return /^\s*UseDevelopmentStorage\s*=\s*true\s*;?\s*$/i.test(value)
}

// Contract 11, "Storage check".
const WITHOUT_STORAGE = /^(http|httpTrigger|kafka.*|rabbitMQ.*)$/i
