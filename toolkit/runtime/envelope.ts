import { triggerOf } from './bindings.ts'
import type {
  CoreFunctionMetadata,
  RpcInvocationRequest,
  RpcParameterBinding,
  RpcRetryContext,
  RpcTypedData,
} from './coreTypes.ts'
import { decodeHttpRequest } from './envelopeHttp.ts'
import { decodeInput } from './envelopeValue.ts'
import { isRecord, type JsonRecord } from './json.ts'

export interface Envelope {
  readonly Data: JsonRecord
  readonly Metadata: JsonRecord
}

/** An invocation the host would not send. Its message may be shown. */
export class InvalidEnvelope extends Error {}

/** Contract 5.1. Undefined: this is not an invocation. */
export function parseEnvelope(body: unknown): Envelope | undefined {
  if (!isRecord(body) || !isRecord(body.Data)) return undefined
  return { Data: body.Data, Metadata: isRecord(body.Metadata) ? body.Metadata : {} }
}

/**
 * Turns the host's envelope into what Microsoft's host would have sent to its own worker.
 * Throws InvalidEnvelope.
 */
export function decodeEnvelope(
  metadata: CoreFunctionMetadata,
  envelope: Envelope,
  invocationId: string,
): RpcInvocationRequest {
  try {
    return decode(metadata, envelope, invocationId)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InvalidEnvelope('The invocation is nested too deeply.', { cause: error })
  }
}

function decode(
  metadata: CoreFunctionMetadata,
  { Data, Metadata }: Envelope,
  invocationId: string,
): RpcInvocationRequest {
  const trigger = triggerOf(metadata)
  if (!Object.hasOwn(Data, trigger.name)) {
    throw new InvalidEnvelope(`The invocation has no data for the trigger "${trigger.name}".`)
  }
  const inputData: RpcParameterBinding[] = []
  for (const name in metadata.bindings) {
    const binding = metadata.bindings[name]
    if (binding === undefined || binding.direction === 'out' || !Object.hasOwn(Data, name)) continue
    inputData.push({ name, data: decodeData(binding, Data[name]) })
  }
  const { RetryContext, ...rest } = Metadata
  return {
    invocationId,
    inputData,
    triggerMetadata: {},
    envelopeMetadata: rest,
    retryContext: decodeRetryContext(RetryContext),
  }
}

function decodeData(binding: CoreFunctionMetadata['bindings'][string], value: unknown): RpcTypedData {
  const isHttp = binding.type.toLowerCase() === 'httptrigger'
  if (!isHttp) return decodeInput(binding, value)
  const http = decodeHttpRequest(value)
  if (http === undefined)
    throw new InvalidEnvelope('The invocation has no usable HTTP request: "Url" and "Method" are missing.')
  return { http }
}

// Contract 5.3. What the exception looks like is not established (14.5): its message is taken where there is
// one.
function decodeRetryContext(value: unknown): RpcRetryContext | undefined {
  if (!isRecord(value)) return undefined
  const exception = isRecord(value.Exception) ? value.Exception.Message : value.Exception
  return {
    retryCount: Number(value.RetryCount ?? 0),
    maxRetryCount: Number(value.MaxRetryCount ?? 0),
    ...(typeof exception === 'string' ? { exception: { message: exception } } : {}),
  }
}
