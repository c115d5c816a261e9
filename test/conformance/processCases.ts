import { statSync } from 'node:fs'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import type { Case } from './case.ts'
import { exchange } from './exchange.ts'
import { effects, post } from './invocation.ts'
import { startHandler } from './runningHandler.ts'

/** What only the process as a whole can show. */
export const processCases: readonly Case[] = [
  {
    number: '1.1',
    title: 'listens with HTTP/1.1 on 127.0.0.1 at the port it was given, whichever that is',
    async run(handler, app) {
      const second = await startHandler(app)
      for (const each of [handler, second])
        expect((await exchange(each, { method: 'GET', path: '/' })).httpVersion).toBe('1.1')
      expect(second.port).not.toBe(handler.port)
      second.kill()
    },
  },
  {
    number: '2.2',
    title: 'answers the probe every time, many at once',
    async run(handler) {
      const probes = Array.from({ length: 100 }, () => exchange(handler, { method: 'GET', path: '/' }))
      expect(await Promise.all(probes)).toHaveLength(100)
    },
  },
  {
    number: '3.1',
    title: 'ends with the reason on stderr and a code that is neither 0 nor 200 if it cannot start',
    async run({ port }, app) {
      const second = await startHandler(app, port)
      const { code } = await second.drained
      expect([0, 200]).not.toContain(code)
      expect(second.stderr.join('\n')).toContain(String(port))
    },
  },
  {
    number: '4.5',
    title: 'takes 100 MiB as base64 and gives them back',
    async run(handler) {
      const content = Buffer.alloc(100 * 1024 * 1024, 'ab\0\xff')
      const answer = await post(handler, { function: 'copy', trigger: content.toString('base64') })
      expect(effects(handler, 'copy', answer).blob?.equals(content)).toBe(true)
    },
  },
  {
    number: '4.6',
    title: 'goes on after a client that leaves in the middle of its body',
    async run(handler) {
      const socket = connect(handler.port, '127.0.0.1')
      const head =
        'POST /store HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9'
      socket.end(`${head}\r\n\r\n{"Da`)
      await text(socket)
      const answer = await post(handler, { function: 'store', trigger: JSON.stringify('next') })
      expect(String(effects(handler, 'store', answer).blob)).toBe('next')
    },
  },
  {
    number: '14.1',
    title: 'runs 24 invocations at once',
    async run(handler) {
      // Each waits for the last one.
      const invocation = { function: 'meet', trigger: JSON.stringify('24') }
      const answers = await Promise.all(Array.from({ length: 24 }, () => post(handler, invocation)))
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    },
  },
  {
    number: '15.1',
    title: 'can be killed at any time and starts again at the same port',
    async run(_handler, app) {
      const first = await startHandler(app)
      const cutOff = post(first, { function: 'meet', trigger: JSON.stringify('2') }).catch(() => 'cut off')
      first.kill()
      await Promise.all([first.exited, cutOff])
      const second = await startHandler(app, first.port)
      const answer = await post(second, { function: 'store', trigger: JSON.stringify('again') })
      expect(String(effects(second, 'store', answer).blob)).toBe('again')
      second.kill()
    },
  },
  {
    number: '16.1',
    title: 'takes the same message again, under the same id and another one',
    async run(handler) {
      const invocation = { function: 'store', trigger: JSON.stringify('once more') }
      for (const id of ['a', 'a', 'b']) {
        const answer = await post(handler, { ...invocation, id })
        expect(String(effects(handler, 'store', answer).blob)).toBe('once more')
      }
    },
  },
  {
    number: '23.4',
    title: 'takes keys that reach for prototypes for unknown ones like any other',
    async run(handler) {
      const hostile: Record<string, unknown> = JSON.parse(
        '{"__proto__":{"polluted":"1"},"constructor":"\\"x\\""}',
      )
      const invocation = { function: 'store', trigger: JSON.stringify('clean'), metadata: hostile }
      const answer = await post(handler, { ...invocation, more: hostile, moreData: hostile })
      expect(String(effects(handler, 'store', answer).blob)).toBe('clean')
    },
  },
  {
    number: '24.1',
    title: 'is an executable file where host.json says',
    async run(_handler, { executable, directory }) {
      expect(executable.startsWith(directory)).toBe(true)
      expect(statSync(executable).isFile()).toBe(true)
      expect(statSync(executable).mode & 0o111).toBe(0o111)
    },
  },
  {
    number: '25.1',
    title: 'needs no input and no arguments besides those of host.json',
    async run(_handler, app) {
      // The host gives none either.
      const started = await startHandler(app)
      expect((await exchange(started, { method: 'GET', path: '/' })).status).toBeGreaterThan(0)
      started.kill()
    },
  },
]
