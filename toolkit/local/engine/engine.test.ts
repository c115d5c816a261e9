import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { version } from '@pulumi/pulumi/version.js'
import { expect, it } from 'vitest'

it('without Pulumi, a download and Go it says what to install', async () => {
  const script = `import { engine } from ${JSON.stringify(join(import.meta.dirname, 'engine.ts'))}
    await engine(() => {}).catch((error) => console.log(error.code + '\\n' + error.message))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      PATH: '/nowhere',
      HOME: '/nowhere',
      XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'cache-')),
      ...{ NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: 'http://127.0.0.1:9' }, // closes every download
    },
  })
  const [code, first, second, ...mends] = stdout.trim().split('\n')
  expect(code).toBe('engine-missing')
  expect(first).toMatch(`Pulumi ${version} is neither on PATH nor in the cache, its download failed (`)
  expect(second).toBe('and there is no Go to build it with. Do one of these, then run the command again:')
  expect(mends).toEqual([
    `  - install Pulumi ${version} or newer (https://www.pulumi.com/docs/install/) so that \`pulumi version\` answers, or`,
    '  - install Go 1.26 or newer (https://go.dev/dl/) so that `go version` answers: Pulumi is then built from its sources.',
  ])
})
