import type { CustomHandler } from '../../build/customHandler.ts'
import { UserError } from '../../build/userError.ts'
import { isDisabled } from './disabledFunction.ts'
import { functionNames, type HostedFunction } from './functionFolders.ts'

/**
 * The functions that `customHandler.http.routes` stands for; none where there are no routes. Contract 3.1.
 * Throws UserError for an app that may not have routes.
 */
export function routeFunctions(
  { routes }: CustomHandler,
  directory: string,
  environment: Readonly<Record<string, string>>,
): readonly HostedFunction[] {
  if (routes.length === 0) return []
  const folders = functionNames(directory)
  if (folders.length > 0) {
    throw invalid(
      `Detected both function.json files and custom handler HTTP route configuration definition in host.json. ` +
        `Remove customHandler.http.routes (or the configurationProfile that brings them), or the folders: ${folders.join(', ')}.`,
    )
  }
  const runtime = environment.FUNCTIONS_WORKER_RUNTIME ?? 'custom'
  if (runtime !== 'custom') {
    throw invalid(
      `Routes configuration is only allowed for worker runtime: custom. The setting FUNCTIONS_WORKER_RUNTIME is '${runtime}'.`,
    )
  }
  return routes.map(({ route, authorizationLevel: authLevel }, index) => {
    const name = `http-handler${index + 1}`
    return {
      name,
      trigger: { name: 'req', type: 'httpTrigger', direction: 'in', authLevel, route },
      inputs: [],
      outputs: [{ name: 'res', type: 'http', direction: 'out' }],
      retry: undefined,
      isDisabled: isDisabled(name, environment),
    }
  })
}

function invalid(message: string): UserError {
  return new UserError('routes-invalid', message)
}
