import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { appDirectory } from './appDirectory.ts'

const build =
  'A handler folder becomes an app by `npm run build -- --handler DIR`; then: npm run host -- dist/app'

it('takes the folder of an app, as named from another one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'directory-'))
  writeFileSync(join(folder, 'host.json'), '{"version":"2.0","configurationProfile":"mcp-custom-handler"}')
  writeFileSync(join(folder, 'go.mod'), '')
  expect(appDirectory(undefined, folder)).toBe(folder)
  expect(appDirectory('../x/..', join(folder, 'y'))).toBe(folder)
  rmSync(folder, { recursive: true })
})

it('says what a folder is that is no app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'directory-'))
  const refusal = (message: string) => expect.objectContaining({ code: 'no-app-folder', message })
  expect(() => appDirectory(folder, '/')).toThrow(
    refusal(
      `${folder} has no host.json, so it is no app folder. An app folder has host.json, a folder with a function.json for each function, and the handler's executable. ${build}`,
    ),
  )
  writeFileSync(join(folder, 'host.json'), '{"version":"2.0"}')
  writeFileSync(join(folder, 'package.json'), '{}')
  expect(() => appDirectory(folder, '/')).toThrow(
    refusal(
      `${folder} is the folder of a handler's source: it has package.json, and no folder in it has a function.json. ${build}`,
    ),
  )
  rmSync(folder, { recursive: true })
})
