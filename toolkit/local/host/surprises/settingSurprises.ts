import type { CustomHandler } from '../../../build/customHandler.ts'

type Environment = Readonly<Record<string, string>>

/** Settings that do something else than they seem to. */
export function settingSurprises(environment: Environment): readonly string[] {
  const { FUNCTIONS_WORKER_PROCESS_COUNT: processes, FUNCTIONS_WORKER_RUNTIME: runtime = 'custom' } =
    environment
  return [
    ...(processes === undefined || processes === '1'
      ? []
      : [
          'FUNCTIONS_WORKER_PROCESS_COUNT has no effect: a custom handler is one process in each instance. ' +
            'Remove the setting; more processes come with more instances.',
        ]),
    ...(runtime === 'custom'
      ? []
      : [
          `FUNCTIONS_WORKER_RUNTIME is '${runtime}', though host.json starts a custom handler: plans and tools go by ` +
            `the setting. Set it to 'custom'.`,
        ]),
    ...OF_THE_HOST.filter((name) => environment[name] !== undefined).map(
      (name) => `The setting ${name} is overwritten by the host. Choose another name.`,
    ),
    ...Object.entries(environment)
      .filter(([name, value]) => LISTS.test(name) && !isJsonArray(value))
      .map(([name]) => `The setting ${name} is ignored: it holds no JSON array. Write it as ["one","two"].`),
  ]
}

const OF_THE_HOST = [
  'FUNCTIONS_CUSTOMHANDLER_PORT',
  'FUNCTIONS_HTTPWORKER_PORT',
  'FUNCTIONS_CUSTOMHANDLER_WORKER_ID',
  'FUNCTIONS_HTTPWORKER_ID',
  'FUNCTIONS_APP_ROOT_PATH',
]
const LISTS = /^AzureFunctionsJobHost__(customHandler|httpWorker)__description__(arguments|workerArguments)$/i

function isJsonArray(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text))
  } catch {
    return false
  }
}

/** Parts of the handler's command line that reach it otherwise than they stand in host.json. Contract 2.3, 11 */
export function commandSurprises(
  { description }: CustomHandler,
  environment: Environment,
): readonly string[] {
  const { defaultExecutablePath: path } = description
  const args = [...description.arguments, ...description.workerArguments]
  const names = args.flatMap((argument) =>
    [...argument.matchAll(/%([^%]+)%/g)].map((match) => match[1] ?? ''),
  )
  return [
    ...args
      .filter((argument) => /\s/.test(argument.trim()) && !argument.includes('"'))
      .map(
        (argument) =>
          `The argument '${argument}' of host.json is split at its spaces. To keep it whole, put ` +
          `quotes into it: ${JSON.stringify(`"${argument}"`)}.`,
      ),
    ...[...new Set(names)]
      .filter((name) => !OF_THE_HOST.includes(name) && environment[name] === undefined)
      .map(
        (name) =>
          `%${name}% in the arguments of host.json has no value and is left out. Add the setting ${name}.`,
      ),
    ...(/^\.\/|\\/.test(path)
      ? [
          `defaultExecutablePath '${path}' is not the exact name of a file in the package, so the Functions tools pack ` +
            `that file without execute permission. Write '${path.replace(/^\.\//, '').replaceAll('\\', '/')}'.`,
        ]
      : []),
  ]
}
