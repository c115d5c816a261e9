import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Binding,
  FunctionMetadataError,
  parseFunctionMetadata,
  triggerOf,
} from '../../build/functionMetadata.ts'
import { parseJsonText } from '../../build/jsonText.ts'
import type { RetryPolicy } from '../../build/retryPolicy.ts'
import { UserError } from '../../build/userError.ts'
import { isDisabled } from './disabledFunction.ts'
import { canRead } from './inputs/readInputs.ts'
import type { Log } from './logEntry.ts'
import { resolveSettings } from './settingReference.ts'
import { fileSurprises } from './surprises/fileSurprises.ts'

/** A function the host runs, its `%SETTING%` references replaced. */
export interface HostedFunction {
  readonly name: string
  readonly trigger: Binding
  /** Input bindings besides the trigger. */
  readonly inputs: readonly Binding[]
  readonly outputs: readonly Binding[]
  readonly retry: RetryPolicy | undefined
  readonly isDisabled: boolean
}

export interface FunctionFolders {
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
  /** host.json's allow-list. */
  readonly only: readonly string[] | undefined
  /** host.json's retry policy, for functions that have none. */
  readonly retry?: RetryPolicy | undefined
  readonly log: Log
}

/**
 * Loads every function folder of an app; a bad one is logged and skipped (contract 9.1).
 * Throws UserError `no-functions` when none is left.
 */
export function loadFunctions(folders: FunctionFolders): readonly HostedFunction[] {
  const { directory, only, log } = folders
  const skipped: string[] = []
  const functions = functionNames(directory).flatMap((name) => {
    if (only && !only.some((allowed) => allowed.toLowerCase() === name.toLowerCase())) {
      skipped.push(`${name}: it is not in the 'functions' list of host.json`)
      return []
    }
    try {
      return [loadFunction(name, folders)]
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      skipped.push(`${name}: ${error.message}`)
      const message = `The '${name}' function is in error: ${error.message}`
      log({ level: 'error', category: 'Host.Startup', message, functionName: name })
      return []
    }
  })
  if (functions.length === 0) throw noFunctions(directory, skipped)
  return functions
}

/** The folders, or links to such, that hold a function, good or bad. */
export function functionNames(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => isFile(join(directory, name, 'function.json')))
    .sort((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1))
}

function loadFunction(name: string, { directory, environment, log, retry }: FunctionFolders): HostedFunction {
  const functionJson = readFunctionJson(join(directory, name))
  for (const message of fileSurprises(name, functionJson)) {
    log({ level: 'warning', category: 'Host.Startup', message, functionName: name })
  }
  const metadata = parseFunctionMetadata(name, functionJson)
  const bindings = metadata.bindings.map((binding) => resolveSettings(binding, environment))
  const trigger = triggerOf({ ...metadata, bindings })
  const others = bindings.filter((binding) => binding !== trigger)
  const inputs = others.filter(({ direction }) => direction !== 'out')
  checkInputs(inputs)
  return {
    name,
    trigger,
    inputs,
    outputs: others.filter(({ direction }) => direction !== 'in'),
    retry: metadata.retry ?? retry,
    isDisabled: isDisabled(name, environment),
  }
}

// Without its input a function would fail in ways its author cannot see.
function checkInputs(inputs: readonly Binding[]): void {
  const unknown = inputs.filter(({ type }) => !canRead(type)).map(({ type }) => type)
  if (unknown.length === 0) return
  throw new FunctionMetadataError(
    `The binding type(s) '${unknown.join(', ')}' are not registered. This host reads inputs of the types 'blob' and 'table'.`,
  )
}

function readFunctionJson(folder: string): unknown {
  const value = parseJson(readFileSync(join(folder, 'function.json'), 'utf8'))
  const scriptFile =
    typeof value === 'object' && value !== null && 'scriptFile' in value ? value.scriptFile : ''
  if (typeof scriptFile === 'string' && scriptFile !== '' && !isFile(join(folder, scriptFile))) {
    throw new UserError(
      'script-file-missing',
      `Invalid script file name configuration. The 'scriptFile' property is set to a file that does not exist.`,
    )
  }
  return value
}

function parseJson(text: string): unknown {
  try {
    return parseJsonText(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError('function-json-invalid', `Unable to parse function.json. ${reason}`, { cause: error })
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function noFunctions(directory: string, skipped: readonly string[]): UserError {
  const found =
    skipped.length === 0
      ? 'No folder in it has a function.json.'
      : `Every function folder was skipped:\n  ${skipped.join('\n  ')}`
  return new UserError(
    'no-functions',
    `The app in ${directory} has no function to run, so its handler is not started. ${found}\n` +
      `A function is a folder beside host.json with a function.json that has a trigger.`,
  )
}
