import { isJsonObject } from '../isJsonObject.ts'

/** What of a function.json is not read although it looks as if it were. Contract 9.1, 9.5 */
export function fileSurprises(functionName: string, functionJson: unknown): readonly string[] {
  if (!isJsonObject(functionJson)) return []
  const misspelt = Object.keys(functionJson).flatMap((key) => {
    const name = READ.find((each) => each !== key && each.toLowerCase() === key.toLowerCase())
    return name === undefined
      ? []
      : [`'${key}' of function.json is not read: here case counts. Write '${name}'.`]
  })
  if (functionJson.disabled !== true) return misspelt
  return [
    ...misspelt,
    `'disabled' of function.json is not read any more, so the function runs. ` +
      `To disable it, set AzureWebJobs_${functionName}_Disabled to true.`,
  ]
}

const READ = ['bindings', 'scriptFile', 'entryPoint', 'retry']
