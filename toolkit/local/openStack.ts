import { mkdirSync } from 'node:fs'
import { LocalWorkspace, type PulumiFn, type Stack } from '@pulumi/pulumi/automation/index.js'
import type { Engine } from './engine/engine.ts'
import { projectDirectory, stackName, stateDirectory } from './project.ts'
import { upFailed } from './upFailed.ts'

/**
 * The local stack, created where it does not exist yet.
 * @throws UserError where the engine cannot open it
 */
export function openStack(
  engine: Engine,
  environment: Readonly<Record<string, string>>,
  program: PulumiFn = async () => {},
): Promise<Stack> {
  mkdirSync(stateDirectory, { recursive: true })
  const project = { stackName, projectName: '', program } // the name is that of Pulumi.yaml
  const envVars = { ...environment }
  return LocalWorkspace.createOrSelectStack(project, {
    workDir: projectDirectory,
    pulumiCommand: engine.command,
    envVars,
  }).catch((error: unknown) => {
    throw upFailed([], error)
  })
}
