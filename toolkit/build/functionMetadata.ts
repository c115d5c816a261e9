import { parseRetryPolicy, type RetryPolicy } from './retryPolicy.ts'
import { UserError } from './userError.ts'

/** One entry of `bindings` in function.json, its known properties in camelCase whatever case the file used. */
export interface Binding {
  readonly name: string
  readonly type: string
  readonly direction: 'in' | 'out' | 'inout'
  readonly [property: string]: unknown
}

/** What the host knows of a function before it is called. */
export interface FunctionMetadata {
  readonly name: string
  readonly bindings: readonly Binding[]
  readonly retry?: RetryPolicy
}

/** A function the host refuses to load; the message is the host's own (contract 9.1). */
export class FunctionMetadataError extends UserError {
  constructor(message: string) {
    super('function-metadata-invalid', message)
    this.name = 'FunctionMetadataError'
  }
}

/**
 * Reads a parsed function.json the way the host does. `name` is the name of the function's folder.
 * Throws FunctionMetadataError.
 */
export function parseFunctionMetadata(name: string, functionJson: unknown): FunctionMetadata {
  if (!FUNCTION_NAME.test(name) || name.toLowerCase() === 'host') {
    throw new FunctionMetadataError(`'${name}' is not a valid function name.`)
  }
  const root = isRecord(functionJson) ? functionJson : {}
  const bindings = (Array.isArray(root.bindings) ? root.bindings : []).map(parseBinding)
  checkBindings(bindings)
  const retry = root.retry === undefined ? undefined : parseRetryPolicy(root.retry, metadataError)
  return { name, bindings, ...(retry && { retry }) }
}

/** The one trigger binding of a function that parseFunctionMetadata accepted. */
export function triggerOf(metadata: FunctionMetadata): Binding {
  const trigger = metadata.bindings.find(isTrigger)
  if (!trigger) throw new FunctionMetadataError(NO_TRIGGER)
  return trigger
}

const FUNCTION_NAME = /^[a-z][a-z0-9_-]{0,127}$/i
const BINDING_NAME = /^([a-zA-Z][a-zA-Z0-9]{0,127}|\$return)$/
const NO_TRIGGER = 'No trigger binding specified. A function must have a trigger input binding.'

// The host reads properties ignoring case (contract 9.2); here they get the spelling of the documentation.
const PROPERTIES = new Map(
  [
    'name type direction dataType connection cardinality',
    'authLevel methods route webHookType',
    'schedule runOnStartup useMonitor',
    'queueName topicName subscriptionName isSessionsEnabled',
    'path source tableName partitionKey rowKey filter take',
    'eventHubName consumerGroup topicEndpointUri topicKeySetting',
    'databaseName containerName id sqlQuery createIfNotExists',
    'leaseConnection leaseContainerName leaseDatabaseName leaseContainerPrefix',
    'createLeaseContainerIfNotExists maxItemsPerInvocation startFromBeginning startFromTime',
    'feedPollDelay preferredLocations',
  ]
    .join(' ')
    .split(' ')
    .map((property) => [property.toLowerCase(), property]),
)

function parseBinding(value: unknown): Binding {
  const entries = isRecord(value) ? Object.entries(value) : []
  const properties = Object.fromEntries(
    entries.map(([key, property]) => [PROPERTIES.get(key.toLowerCase()) ?? key, property]),
  )
  const name = typeof properties.name === 'string' ? properties.name : ''
  if (typeof properties.type !== 'string' || properties.type === '') {
    throw new FunctionMetadataError(`Binding '${name}' is invalid. Bindings must specify a Type.`)
  }
  const direction = parseDirection(properties.direction)
  const dataType = oneOf('DataType', DATA_TYPES, properties.dataType)
  const cardinality = oneOf('Cardinality', CARDINALITIES, properties.cardinality)
  const words = { ...(dataType && { dataType }), ...(cardinality && { cardinality }) }
  return { ...properties, ...words, name, type: properties.type, direction }
}

const DATA_TYPES = ['string', 'binary', 'stream']
const CARDINALITIES = ['one', 'many']

/** A word of a property as the documentation spells it; the host reads it ignoring case. */
function oneOf(type: string, words: readonly string[], value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const word = words.find((each) => each === String(value).toLowerCase())
  if (word !== undefined) return word
  throw new FunctionMetadataError(
    `Error converting value "${String(value)}" to type '${type}'. Use ${words.join(', ')}.`,
  )
}

function parseDirection(value: unknown): Binding['direction'] {
  if (value === undefined || value === null) return 'in'
  const direction = String(value).toLowerCase()
  if (direction === 'in' || direction === 'out' || direction === 'inout') return direction
  throw new FunctionMetadataError(`'${String(value)}' is not a valid binding direction.`)
}

function checkBindings(bindings: readonly Binding[]): void {
  if (bindings.length === 0) throw new FunctionMetadataError('At least one binding must be declared.')
  const seen = new Set<string>()
  for (const binding of bindings) {
    checkBinding(binding)
    if (seen.has(binding.name.toLowerCase())) {
      throw new FunctionMetadataError(
        `Multiple bindings with name '${binding.name}' discovered. Binding names must be unique.`,
      )
    }
    seen.add(binding.name.toLowerCase())
  }
  const triggers = bindings.filter(isTrigger)
  if (triggers.length === 0) throw new FunctionMetadataError(NO_TRIGGER)
  if (triggers.length > 1) {
    throw new FunctionMetadataError(
      'Multiple trigger bindings defined. A function can only have a single trigger binding.',
    )
  }
}

function checkBinding({ name, type, direction }: Binding): void {
  if (!BINDING_NAME.test(name)) {
    throw new FunctionMetadataError(
      `The binding name ${name} is invalid. Please assign a valid name to the binding.`,
    )
  }
  if (name === '$return' && direction !== 'out') {
    throw new FunctionMetadataError(`$return bindings must specify a direction of 'out'.`)
  }
  if (type.toLowerCase() === 'http' && direction !== 'out') {
    throw new FunctionMetadataError('Http binding can only be used for output.')
  }
}

function metadataError(message: string): FunctionMetadataError {
  return new FunctionMetadataError(message)
}

function isTrigger({ type, direction }: Binding): boolean {
  return direction !== 'out' && type.toLowerCase().endsWith('trigger')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
