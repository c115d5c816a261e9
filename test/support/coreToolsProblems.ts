import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseFunctionMetadata } from '../../toolkit/build/functionMetadata.ts'
import { parseHostJson } from '../../toolkit/build/hostJson.ts'

/** What Core Tools would complain about before they start, pack or publish an app folder. Contract 11 */
export function coreToolsProblems(app: string): string[] {
  const { customHandler } = parseHostJson(readFileSync(join(app, 'host.json'), 'utf8'), 'host.json')
  if (customHandler === undefined) return ['No custom handler configuration found in host.json']
  const { defaultExecutablePath, arguments: words } = customHandler.description
  const { Values } = JSON.parse(readFileSync(join(app, 'local.settings.json'), 'utf8'))
  return [
    ...executableProblems(app, defaultExecutablePath, words),
    ...(Values.FUNCTIONS_WORKER_RUNTIME === 'custom' ? [] : ['the worker runtime is not custom']),
    ...(Values.AzureWebJobsStorage ? [] : ['AzureWebJobsStorage is not set']),
    ...(functionsOf(app) === 0 ? ['no function'] : []),
  ]
}

// A program of the host has no entry of its own in the zip: then a file is named behind it.
function executableProblems(app: string, path: string, words: readonly string[]): string[] {
  const file = statSync(join(app, path), { throwIfNoEntry: false })
  if (file === undefined) {
    const runsFile = words.some((word) => statSync(join(app, word), { throwIfNoEntry: false })?.isFile())
    return runsFile ? [] : [`Custom handler executable '${path}' not found`]
  }
  const names = readdirSync(app, { recursive: true, encoding: 'utf8' })
  return [
    ...((file.mode & 0o111) === 0o111 ? [] : [`${path} is not executable`]),
    ...(names.includes(path)
      ? []
      : [`no entry of the zip is called exactly ${path}, so none becomes executable`]),
  ]
}

function functionsOf(app: string): number {
  const folders = readdirSync(app, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const names = folders
    .map(({ name }) => name)
    .filter((name) => readdirSync(join(app, name)).includes('function.json'))
  for (const name of names)
    parseFunctionMetadata(name, JSON.parse(readFileSync(join(app, name, 'function.json'), 'utf8')))
  return names.length
}
