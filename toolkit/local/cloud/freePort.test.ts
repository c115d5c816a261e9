import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { freePortFrom, isFree, portRefused, requireUsable } from './freePort.ts'

test('a port that another program has is not free, and refused with the ways out', async () => {
  const program = createServer()
  const port = await new Promise<number>((resolve) => {
    program.listen(0, '127.0.0.1', () => {
      const address = program.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  onTestFinished(() => void program.close())
  expect(await isFree(port)).toBe(false)
  await expect(requireUsable(port)).rejects.toThrow(
    expect.objectContaining({
      code: 'port-taken',
      message:
        `Port ${port} is taken by another program, so the app cannot listen there. End that program ` +
        `(\`lsof -i :${port}\` shows it), or choose another port: npm start -- --port ${port + 1} (0 takes any free one).`,
    }),
  )
})

test('a port that nobody could call is refused, though it is free', async () => {
  const port = await freePortFrom(6665, new Set()) // refused are 6665 to 6669
  await expect(requireUsable(port)).rejects.toThrow(
    `Browsers, and whatever else calls with fetch, refuse to connect to port ${port}: choose another port: ` +
      'npm start -- --port 8080.',
  )
})

test('a port of root is named as such', () => {
  expect(portRefused(80, 'EACCES').message).toBe(
    'Only root may listen on port 80: choose another port: npm start -- --port 8080.',
  )
})
