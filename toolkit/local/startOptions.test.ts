import { describe, expect, it } from 'vitest'
import { parseStartOptions, startUsage } from './startOptions.ts'

describe('parseStartOptions', () => {
  it('leaves everything to the stack file where nothing is asked', () => {
    expect(parseStartOptions([])).toEqual({
      help: false,
      handler: undefined,
      plan: undefined,
      port: undefined,
    })
  })

  it('takes a handler folder, a plan and a port, 0 among them', () => {
    expect(parseStartOptions(['--handler', 'examples/go', '--plan=flex', '--port', '0'])).toEqual({
      help: false,
      handler: 'examples/go',
      plan: 'flex',
      port: 0,
    })
  })

  it.each(['x', '70000', '-1', '7.5', ''])('refuses --port=%s', (text) => {
    expect(() => parseStartOptions([`--port=${text}`])).toThrow(
      `--port is '${text}': it has to be a TCP port from 0 to 65535 (0 = any free one), e.g. npm start -- --port 8080.`,
    )
  })

  it('names an option that does not exist and shows those that do', () => {
    expect(() => parseStartOptions(['--prot', '1'])).toThrow(`Unknown option '--prot'.\n\n${startUsage}`)
  })
})
