import type { NativeRequest } from './http/incomingRequest.ts'
import type { JsonRecord } from './json.ts'

/**
 * The part of `@azure/functions-core` that `@azure/functions` 4 uses: the message shapes of the language
 * worker protocol. `null` members are the protocol's way of saying "not set".
 */
export interface RpcTypedData {
  string?: string | null
  /** JSON text. */
  json?: string | null
  bytes?: Uint8Array | null
  http?: RpcHttpData | null
  int?: number | null
  double?: number | null
  collectionBytes?: { bytes: Uint8Array[] } | null
  collectionString?: { string: string[] } | null
}

export interface RpcHttpData {
  method?: string | null
  url?: string | null
  headers?: Record<string, string> | null
  body?: RpcTypedData | null
  params?: Record<string, string> | null
  /** Decimal text. */
  statusCode?: string | null
  cookies?: RpcHttpCookie[] | null
  /** Not in the protocol: the library uses it in place of method, url, headers and body. */
  nativeRequest?: NativeRequest
  /** A mapping in the protocol; the library takes whatever URLSearchParams takes. */
  query?: string | Record<string, string>
}

export interface RpcHttpCookie {
  name?: string | null
  value?: string | null
  domain?: Nullable<string>
  path?: Nullable<string>
  expires?: Nullable<{ seconds?: number | null }>
  secure?: Nullable<boolean>
  httpOnly?: Nullable<boolean>
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone' | null
  /** Seconds. */
  maxAge?: Nullable<number>
}

type Nullable<T> = { value?: T | null } | null

export interface RpcParameterBinding {
  name: string
  data: RpcTypedData
}

export interface RpcRetryContext {
  retryCount: number
  maxRetryCount: number
  exception?: { message?: string; source?: string; stackTrace?: string }
}

export interface RpcTraceContext {
  traceParent: string
  traceState: string
}

export interface RpcInvocationRequest {
  invocationId: string
  inputData: RpcParameterBinding[]
  triggerMetadata: Record<string, RpcTypedData>
  /** Not in the protocol: the metadata of an envelope, decoded when it is read. */
  envelopeMetadata?: JsonRecord
  traceContext?: RpcTraceContext
  retryContext?: RpcRetryContext
}

export interface RpcInvocationResponse {
  outputData?: { name?: string | null; data?: RpcTypedData | null }[] | null
  returnValue?: RpcTypedData | null
}

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none'
export type LogCategory = 'user' | 'system' | 'customMetric'

export interface CoreBinding {
  readonly type: string
  readonly direction: 'in' | 'out' | 'inout'
  readonly dataType?: string
  readonly [property: string]: unknown
}

/** What a function registers. Retry intervals are in seconds. */
export interface CoreFunctionMetadata {
  readonly name: string
  readonly bindings: Readonly<Record<string, CoreBinding>>
  readonly retryOptions?: {
    readonly maxRetryCount: number
    readonly retryStrategy: 'fixedDelay' | 'exponentialBackoff'
    readonly delayInterval?: { readonly seconds: number }
    readonly minimumInterval?: { readonly seconds: number }
    readonly maximumInterval?: { readonly seconds: number }
  }
}

export type FunctionCallback = (...args: unknown[]) => unknown

export interface CoreInvocationContext {
  readonly invocationId: string
  readonly request: RpcInvocationRequest
  readonly metadata: CoreFunctionMetadata
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined
  log(level: LogLevel, category: LogCategory, message: string): void
}

export interface InvocationModel {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>
  getResponse(context: unknown, result: unknown): Promise<RpcInvocationResponse>
}

export interface ProgrammingModel {
  readonly name: string
  readonly version: string
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>
}
