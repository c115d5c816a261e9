import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { fetchUnchanged } from './nodeFetch.ts'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return `http://127.0.0.1:${address.port}/`
}

test.each([
  ['GET', 204],
  ['GET', 205],
  ['GET', 304],
  ['HEAD', 200],
])('the answer to %s with status %i has no body', async (method, status) => {
  const url = await serve((_request, response) => {
    response.writeHead(status, { 'x-own': 'mine' }).end()
  })
  const answer = await fetchUnchanged(new Request(url, { method }))
  expect([answer.status, answer.body, answer.headers.get('x-own')]).toEqual([status, null, 'mine'])
})

test('a packed body stays packed, and a body is sent', async () => {
  const packed = gzipSync('hello')
  const sent: Buffer[] = []
  const url = await serve(async (request, response) => {
    for await (const chunk of request) sent.push(chunk)
    response.writeHead(201, { 'content-encoding': 'gzip' }).end(packed)
  })
  const answer = await fetchUnchanged(new Request(url, { method: 'POST', body: 'question' }))
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([201, 'gzip'])
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(packed)
  expect(String(Buffer.concat(sent))).toBe('question')
})

test('a server that breaks off before it answers is an error', async () => {
  const url = await serve((request) => void request.socket.destroy())
  await expect(fetchUnchanged(new Request(url))).rejects.toThrow('socket hang up')
})
