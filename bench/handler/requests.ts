import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is sent: the bytes of one HTTP request each, as the host sends them (contract 5.1, 7.2). */
export const cells = {
  GET: { connections: 32, requests: 16_000, request: forwardedGet },
  '1 KiB invocation': { connections: 32, requests: 12_000, request: sized(1024) },
  '64 KiB invocation': { connections: 16, requests: 1_500, request: sized(64 * 1024) },
} as const

export type CellName = keyof typeof cells
export const cellNames: readonly CellName[] = ['GET', '1 KiB invocation', '64 KiB invocation']

/** Files of one request each. */
export type Requests = Readonly<Record<CellName, string>>

/** Writes the request of each cell. `triggerName` is the name of the queue trigger's data in an envelope. */
export function writeRequests(folder: string, triggerName: string): Requests {
  mkdirSync(folder, { recursive: true })
  const write = (cell: CellName) => {
    const file = join(folder, `${cell}.http`)
    writeFileSync(file, cells[cell].request(triggerName))
    return file
  }
  return {
    GET: write('GET'),
    '1 KiB invocation': write('1 KiB invocation'),
    '64 KiB invocation': write('64 KiB invocation'),
  }
}

const hostHeaders = [
  'Host: 127.0.0.1:7071',
  'User-Agent: Azure-Functions-Host/4.1037.0.23568',
  'X-Azure-Functions-InvocationId: 5d8f0c5e-0000-4000-8000-000000000001',
  'X-Azure-Functions-HostVersion: 4.1037.0.23568',
]

function forwardedGet(): string {
  const client = [
    'Accept: application/json, text/plain, */*',
    'Accept-Encoding: gzip, deflate, br',
    'Accept-Language: en-GB,en;q=0.9',
    'X-Forwarded-For: 203.0.113.7:50712',
  ]
  return `${['GET /api/hello?name=Ada HTTP/1.1', ...hostHeaders, ...client].join('\r\n')}\r\n\r\n`
}

/** An invocation whose body has as many bytes: a queue message of JSON, so every quote is escaped three times. */
function sized(bytes: number): (triggerName: string) => string {
  return (triggerName) => {
    let lines = 0
    while (envelope(triggerName, lines + 1, '').length <= bytes) lines += 1
    const padding = 'x'.repeat(bytes - envelope(triggerName, lines, '').length)
    const body = envelope(triggerName, lines, padding)
    const head = [
      'POST /receipts HTTP/1.1',
      ...hostHeaders,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${body.length}`,
    ]
    return `${head.join('\r\n')}\r\n\r\n${body}`
  }
}

// Contract 5.2, 5.3, 5.6
function envelope(triggerName: string, lines: number, padding: string): string {
  const id = 'b2f7a1f0-4d3e-4d57-8f0e-1f2d3c4b5a69'
  const message = JSON.stringify({ id, lines: Array.from({ length: lines }, line), note: padding })
  return JSON.stringify({
    Data: { [triggerName]: JSON.stringify(message) },
    Metadata: {
      DequeueCount: '1',
      ExpirationTime: '2026-06-20T06:00:06+00:00',
      InsertionTime: '2026-06-13T06:00:06+00:00',
      id: JSON.stringify(id),
      sys: { MethodName: 'receipts', UtcNow: '2026-06-13T06:00:18.1974545Z', RandGuid: id },
    },
  })
}

function line(_: unknown, index: number) {
  return { sku: `SKU-${index}`, name: 'Earl Grey, 100 g', quantity: (index % 9) + 1 }
}
