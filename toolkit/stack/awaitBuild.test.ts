import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { awaitBuild } from './awaitBuild.ts'

test('waits until the new build answers three times in a row', async () => {
  const builds = ['old', 'new', 'old', 'new', 'new', 'new', 'new']
  const asked: string[] = []
  const url = await serve((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(404, { 'x-build-id': builds.shift() }).end()
  })
  const lines: string[] = []
  await awaitBuild({ url, buildId: 'new', seconds: 60, report: (line) => lines.push(line) })
  expect(asked).toEqual(Array(6).fill('/runtime/webhooks/build-id'))
  expect(lines[0]).toBe('› status 404 with build old')
})

test('fails with what it saw when another build goes on answering', async () => {
  const url = await serve((_, response) => response.writeHead(200, { 'x-build-id': 'old' }).end('hello'))
  const waiting = awaitBuild({ url, buildId: 'new', seconds: 0.1, report: () => {} })
  await expect(waiting).rejects.toThrow(
    expect.objectContaining({
      code: 'smoke-failed',
      message:
        `${url}/runtime/webhooks/build-id did not answer with build new within 0.1 s. ` +
        'The last it said: status 200 with build old: hello.\n' +
        'An app that is still starting gets there with more time (--timeout); else its log says why it does not run, ' +
        'and `npm run releases` lists the packages to go back to.',
    }),
  )
})

test('a path that answers badly fails, though the build is the right one', async () => {
  const url = await serve((_, response) => response.writeHead(500, { 'x-build-id': 'new' }).end())
  const waiting = awaitBuild({ url, buildId: 'new', path: '/api/hello', seconds: 0.1, report: () => {} })
  await expect(waiting).rejects.toThrow(
    /^http:\S+\/api\/hello did not answer with build new and a status below 400 within 0.1 s\. The last it said: status 500 with build new\./,
  )
})

test('an app that cannot be reached is told as such', async () => {
  const waiting = awaitBuild({ url: 'http://127.0.0.1:1', buildId: 'new', seconds: 0.1, report: () => {} })
  await expect(waiting).rejects.toThrow('The last it said: no answer: ')
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
