import { dotNetDecode } from '../dotNetText.ts'
import type { Caller } from '../keys/authorization.ts'
import { receivedHeaders } from '../receivedHeaders.ts'
import { receivedPath } from '../receivedPath.ts'
import { receivedQuery } from '../receivedQuery.ts'
import type { BindingData } from './hostValue.ts'
import { mergeBindingData, payloadData, systemData } from './metadata.ts'
import type { TriggerEvent } from './triggerEvent.ts'

/** A request as the host received it. */
export interface ReceivedRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  /** Names and values by turns, as sent. */
  readonly rawHeaders: readonly string[]
  /** Route values; null for an absent optional one. */
  readonly params: Readonly<Record<string, string | null>>
  /** Only of a request with a Content-Length above 0. */
  readonly body: Uint8Array | undefined
  readonly caller: Caller
}

/** The event of an HTTP trigger in default mode. Contract 5.5 */
export function httpTriggerData(functionName: string, request: ReceivedRequest): TriggerEvent {
  const query = group(receivedQuery(request.target))
  const headers = Object.fromEntries(
    receivedHeaders(request.rawHeaders).map(({ name, values }) => [name, values]),
  )
  const joinedQuery = mapValues(query, (values) => values.join(','))
  const body = request.body && encodeBody(request.body, headers['Content-Type']?.[0] ?? '')
  return {
    reason: 'This function was programmatically called via the host APIs.',
    data: {
      Url: `${scheme(headers)}://${headers.Host?.[0] ?? 'localhost'}${receivedPath(request.target)}${querySent(request.target)}`,
      Method: request.method.toUpperCase(),
      Query: joinedQuery,
      Headers: headers,
      Params: request.params,
      Identities: [identity(request.caller)],
      ...(body !== undefined && { Body: body }),
    },
    bindingData: bindingData(functionName, request, query, headers),
  }
}

/** That of the client, as the front end tells it. */
function scheme(headers: Values): 'http' | 'https' {
  const told = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-forwarded-proto')?.[1][0]
  return told?.toLowerCase() === 'https' ? 'https' : 'http'
}

type Values = Readonly<Record<string, readonly string[]>>

const ANONYMOUS = {
  AuthenticationType: null,
  IsAuthenticated: false,
  Actor: null,
  BootstrapContext: null,
  Claims: [],
  Label: null,
  Name: null,
  NameClaimType: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  RoleClaimType: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
}

/** Contract 5.5, after the example; only a key says more than the level. */
function identity({ level, keyName }: Caller): object {
  if (level === 'anonymous') return ANONYMOUS
  const claims = [
    claim('authlevel', level.charAt(0).toUpperCase() + level.slice(1)),
    ...(keyName === undefined ? [] : [claim('invoke', 'true'), claim('keyid', keyName)]),
  ]
  return { ...ANONYMOUS, AuthenticationType: 'WebJobsAuthLevel', IsAuthenticated: true, Claims: claims }
}

function claim(name: string, value: string): object {
  return {
    Issuer: 'LOCAL AUTHORITY',
    OriginalIssuer: 'LOCAL AUTHORITY',
    Properties: {},
    Type: `http://schemas.microsoft.com/2017/07/functions/claims/${name}`,
    Value: value,
    ValueType: 'http://www.w3.org/2001/XMLSchema#string',
  }
}

function bindingData(name: string, request: ReceivedRequest, query: Values, headers: Values): BindingData {
  const lastOfEach = mapValues(query, (values) => values.at(-1) ?? '')
  const tokens = Object.fromEntries(
    Object.entries(lastOfEach).filter(([key]) => key.toLowerCase() !== 'code'),
  )
  const payload = request.body ? payloadData(dotNetDecode(request.body)) : {}
  const fromCaller = mergeBindingData(payload, tokens, request.params)
  const taken = new Set(Object.keys(fromCaller).map((key) => key.toLowerCase()))
  return mergeBindingData(
    fromCaller,
    taken.has('query') ? {} : { Query: lastOfEach },
    taken.has('headers') ? {} : { Headers: mapValues(headers, (values) => values.join(',')) },
    systemData(name, taken.has('sys') ? '$sys' : 'sys'),
  )
}

// Text of any other type is decoded, right or wrong: contract 5.5.
function encodeBody(body: Uint8Array, contentType: string): string {
  const isBinary = /^\s*(application\/octet-stream\s*(;|$)|multipart\/)/i.test(contentType)
  return isBinary ? Buffer.from(body).toString('base64') : dotNetDecode(body)
}

function querySent(target: string): string {
  const at = target.indexOf('?')
  return at < 0 || at === target.length - 1 ? '' : target.slice(at)
}

/** Collects the values of each name, ignoring its case; the first spelling stays. */
function group(pairs: readonly (readonly [string, string])[]): Values {
  const groups = new Map<string, { name: string; values: string[] }>()
  for (const [name, value] of pairs) {
    const known = groups.get(name.toLowerCase())
    if (known) known.values.push(value)
    else groups.set(name.toLowerCase(), { name, values: [value] })
  }
  return Object.fromEntries([...groups.values()].map(({ name, values }) => [name, values]))
}

function mapValues<T>(values: Values, map: (values: readonly string[]) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, list]) => [key, map(list)]))
}
