import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseDocument } from 'yaml'
import { listsResources } from './stackState.ts'

/** One line for each project that has a stack here while Pulumi.yaml names another: what is left after a renaming. */
export function strandedStacks(projectDirectory: string, stateDirectory: string): string[] {
  const project = projectName(join(projectDirectory, 'Pulumi.yaml'))
  return globSync(join(stateDirectory, '.pulumi/stacks/*/*.json'))
    .filter((file) => isOurs(readFileSync(file, 'utf8')))
    .map((file) => basename(dirname(file)))
    .filter((name) => name !== project)
    .map(
      (name) =>
        `The folder .local still holds the stack of the project ${name}: its app runs beside that of ${project}. To ` +
        'remove both, with their data, remove the folder .local; to remove only the former, name the project ' +
        `${name} once more in Pulumi.yaml and run \`npm run local -- pulumi destroy --yes\`.`,
    )
}

// A project of another kind, such as one whose outputs this one takes, is there on purpose.
function isOurs(state: string): boolean {
  return listsResources(state) && state.includes('"custom-handler-stack:infra:')
}

function projectName(file: string): unknown {
  return existsSync(file) ? parseDocument(readFileSync(file, 'utf8')).get('name') : undefined
}
