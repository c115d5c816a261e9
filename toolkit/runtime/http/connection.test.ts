import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from './answer.ts'
import { answered, chunked, echo, get, open, post, settle, text } from './testing/openConnection.ts'

describe('requests', () => {
  const three = get('/1?a=b') + post('/2', 'two') + chunked('/3', 'th', 'ree') + get('/4')
  const all = ['GET /1?a=b ', 'POST /2 two', 'POST /3 three', 'GET /4 '].map(answered).join('')

  test('that come together are answered in their order', async () => {
    const { receive, output } = open(echo)
    receive(three)
    await expect.poll(output).toBe(all)
  })

  test('are the same wherever their bytes are divided', async () => {
    const cuts = fc.uniqueArray(fc.nat(three.length), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(cuts, fc.boolean(), async (found, waits) => {
        const { receive, output } = open(echo)
        const places = [0, ...found.sort((a, b) => a - b), three.length]
        for (const [index, place] of places.entries()) {
          receive(three.slice(place, places[index + 1] ?? place))
          if (waits) await settle()
        }
        await expect.poll(output).toBe(all)
      }),
      { numRuns: 60 },
    )
  })

  test('come byte by byte', async () => {
    const { receive, output } = open(echo)
    for (const byte of three) receive(byte)
    await expect.poll(output).toBe(all)
  })

  test('that are answered at once may be thousands in one piece', () => {
    const { receive, output } = open((request) => text(request.path))
    receive(get('/').repeat(20_000))
    expect(output()).toBe(answered('/').repeat(20_000))
  })

  test('wait while one before them is being answered, and so does their client', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const { receive, output, state } = open(({ path }) => (path === '/slow' ? promise : text(path)))
    receive(get('/slow'))
    receive(get('/next').repeat(3000))
    expect([output(), state.paused]).toEqual(['', true])
    resolve(text('slow'))
    await settle()
    expect(output()).toBe(answered('slow') + answered('/next').repeat(3000))
    expect(state.paused).toBe(false)
  })

  test('may begin with empty lines', () => {
    const { receive, output } = open(({ path }) => text(path))
    receive(`\r\n\r\n${get('/a')}`)
    receive('\r\n')
    receive(get('/b'))
    for (const part of ['\r', '\n\r', '\n', get('/c')]) receive(part)
    expect(output()).toBe(answered('/a') + answered('/b') + answered('/c'))
  })
})

describe('a client that has sent all it will', () => {
  test('gets the answers to all its requests', async () => {
    const { connection, receive, output, state } = open(echo)
    receive(get('/1') + get('/2'))
    connection.finished()
    await expect.poll(() => state.ended).toBe(true)
    expect(output()).toBe(
      answered('GET /1 ') + answered('GET /2 ').replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n'),
    )
  })

  test('and nothing of a request gets nothing', () => {
    const { connection, output, state } = open(() => text('never'))
    connection.finished()
    expect([output(), state.ended]).toEqual(['', true])
  })

  test('and line breaks behind a request gets one answer', () => {
    const { connection, receive, output, state } = open(({ path }) => text(path))
    receive(`${get('/a')}\r\n`)
    connection.finished()
    expect([output(), state.ended]).toEqual([answered('/a'), true])
  })

  test.each(['GET / HT', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab'])(
    'and only %j of a request is told so',
    (part) => {
      const { connection, receive, output, state } = open(() => text('never'))
      receive(part)
      connection.finished()
      expect(output()).toMatch(
        /^HTTP\/1\.1 400 [\s\S]*\r\n\r\nThe client sent only a part of the request\.\n$/,
      )
      expect(state.ended).toBe(true)
    },
  )

  test('but not all of a body that was answered already has its answer', () => {
    const { connection, receive, output, state } = open(() => text('no'))
    receive(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n${'x'.repeat(300_000)}`)
    connection.finished()
    expect([output(), state.ended]).toEqual([answered('no'), true])
  })
})
