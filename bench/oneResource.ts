import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LocalWorkspace } from '@pulumi/pulumi/automation/index.js'
import { Cloud } from '../toolkit/local/cloud/cloud.ts'
import { engine } from '../toolkit/local/engine/engine.ts'
import { pulumiEnvironment } from '../toolkit/local/pulumiEnvironment.ts'

/*
 * The reference for a start: the same engine and the same provider, a program of one resource. Prints the seconds of a
 * `pulumi up` that changes nothing, the process's own start-up included, as for the start it stands against.
 */

const begun = performance.now()
const directory = mkdtempSync(join(tmpdir(), 'one-resource-'))
const ignore = () => {}
const cloud = await Cloud.start({
  directory,
  storagePort: 27_000,
  port: 0,
  runApps: false,
  log: ignore,
  warn: ignore,
})
const ready = await engine(ignore)
const open = () =>
  LocalWorkspace.createOrSelectStack(
    {
      stackName: 'one',
      projectName: 'one-resource',
      program: async () => {
        const resources = await import('@pulumi/azure-native/resources/index.js')
        new resources.ResourceGroup('rg')
      },
    },
    {
      workDir: directory,
      pulumiCommand: ready.command,
      envVars: {
        ...pulumiEnvironment(ready),
        ...cloud.environment(),
        PULUMI_BACKEND_URL: `file://${directory}`,
        PULUMI_STACK: 'one',
      },
    },
  )
const prepared = performance.now()
await (await open()).up({ suppressProgress: true })
const created = performance.now()
await (await open()).up({ suppressProgress: true })
console.log(`seconds: ${(performance.now() - created + prepared - begun) / 1000}`)
await cloud.stop()
rmSync(directory, { recursive: true, force: true })
