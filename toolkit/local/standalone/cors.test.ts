import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { applyCors, type CorsOptions } from './cors.ts'

let close = () => {}
afterEach(() => close())

/** A server whose function answers 200. */
async function serve(cors: CorsOptions): Promise<string> {
  const server = createServer((request, response) => {
    if (!applyCors(request, response, cors)) response.end('function')
  }).listen(0, '127.0.0.1')
  close = () => server.close()
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function answer(url: string, method: string, headers: Record<string, string>) {
  const response = await fetch(url, { method, headers })
  const given = [...response.headers].filter(([name]) => /^(access-control|vary)/.test(name))
  return [response.status, await response.text(), Object.fromEntries(given)]
}

const page = 'http://shop.example'
const preflight = {
  Origin: page,
  'Access-Control-Request-Method': 'PUT',
  'Access-Control-Request-Headers': 'x-a',
}

it('answers preflight requests of allowed origins by itself', async () => {
  const url = await serve({ origins: [page], credentials: true })
  const marks = {
    'access-control-allow-origin': page,
    'access-control-allow-credentials': 'true',
    vary: 'Origin',
  }
  expect(await answer(url, 'OPTIONS', preflight)).toEqual([
    204,
    '',
    { ...marks, 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'x-a' },
  ])
  expect(await answer(url, 'GET', { Origin: page })).toEqual([200, 'function', marks])
})

it('marks nothing for other origins, and leaves requests without one alone', async () => {
  const url = await serve({ origins: [page], credentials: false })
  expect(await answer(url, 'OPTIONS', { ...preflight, Origin: 'http://other' })).toEqual([204, '', {}])
  expect(await answer(url, 'GET', { Origin: 'http://other' })).toEqual([200, 'function', {}])
  expect(await answer(url, 'OPTIONS', {})).toEqual([200, 'function', {}])
})

it('lets all origins in with *', async () => {
  const url = await serve({ origins: ['*'], credentials: false })
  expect(await answer(url, 'GET', { Origin: page })).toEqual([
    200,
    'function',
    { 'access-control-allow-origin': '*' },
  ])
})
