import { expect, test } from 'vitest'
import { transportNames, withPinoTransports } from './pinoTransports.ts'

test('transports are known by the packages that they are named by', () => {
  const text = `
    import pino from 'pino'
    pino({ transport: { target: 'pino-pretty' } })
    const targets = [{ "target": "@logtail/pino" }, { target: 'a/b.js' }, { target: 'pino/file' }, { target: './own.js' }, { target }]`
  expect(transportNames(text)).toEqual(['pino-pretty', '@logtail/pino', 'a/b.js'])
  expect(transportNames("proxy({ target: 'api' })")).toEqual([])
})

test('a bundle tells pino where they lie, without a word of it where there are none', () => {
  const places = new Map([['pino-pretty', 'node_modules/pino-pretty/index.js']])
  expect(withPinoTransports('run()', places, 'root')).toBe(
    'globalThis.__bundlerPathsOverrides={"pino-pretty":root+"/node_modules/pino-pretty/index.js",' +
      '...globalThis.__bundlerPathsOverrides};run()',
  )
  expect(withPinoTransports('run()', new Map(), 'root')).toBe('run()')
})
