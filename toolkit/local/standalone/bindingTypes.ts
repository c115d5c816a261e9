import { UserError } from '../../build/userError.ts'
import { loadFunctions } from '../host/functionFolders.ts'
import { readHostJson } from '../host/readHostJson.ts'

/** The types of all bindings of an app; none of an app that has no functions or is not right, which its start tells. */
export function bindingTypes(
  directory: string,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  try {
    const { functions: only } = readHostJson(directory, environment)
    const functions = loadFunctions({ directory, environment, only, log: () => undefined })
    return functions.flatMap(({ trigger, inputs, outputs }) =>
      [trigger, ...inputs, ...outputs].map(({ type }) => type),
    )
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}
