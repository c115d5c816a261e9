import { join } from 'node:path'
import { type LibrarySource, sharedFiles } from './librarySource.ts'
import { runtimeDirectory } from './tools.ts'

/** What stands for the rest of the library in an import. */
export const restOfLibrary = '@azure/functions/rest'

/**
 * The module that an app imports as `@azure/functions`: everything the library exports. What most apps need is there at
 * once; the rest is one function, which costs a start nothing until it is called.
 */
export function libraryFacade(library: string, { names, members }: LibrarySource): string {
  const runtime = (file: string) => JSON.stringify(join(runtimeDirectory, file))
  const namesIn = (file: string) => members.get(file) ?? []
  const shared = sharedFiles.flatMap(namesIn)
  const namespaces = ['input', 'output']
  const importFrom = (file: string, imported: readonly string[]) =>
    `import { ${imported.join(', ')} } from ${JSON.stringify(join(library, 'src', file))}`
  return [
    `import { provideLibrary } from ${runtime('library.ts')}`,
    `import { registering } from ${runtime('registering.ts')}`,
    `import { createRest } from ${JSON.stringify(restOfLibrary)}`,
    ...sharedFiles.map((file) => importFrom(file, namesIn(file))),
    ...namespaces.map((file) =>
      importFrom(
        file,
        namesIn(file).map((name) => `${name} as ${file}_${name}`),
      ),
    ),
    `const library = provideLibrary(() => createRest(() => ({ ${shared.join(', ')} })))`,
    // A call that the bundler may drop, as it may not drop a look at a member.
    'const rest = (name) => library()[name]',
    `export const app = { ${namesIn('app').map(appMember).join(', ')} }`,
    // A bundler's own namespace costs a start a getter for each member.
    ...namespaces.map(
      (file) =>
        `export const ${file} = { ${namesIn(file)
          .map((name) => `${name}: ${file}_${name}`)
          .join(', ')} }`,
    ),
    `export { ${names.filter((name) => shared.includes(name)).join(', ')} }`,
    ...names
      .filter((name) => ![...shared, ...namespaces, 'app'].includes(name))
      .map((name) => `export const ${name} = /* @__PURE__ */ rest(${JSON.stringify(name)})`),
  ].join('\n')
}

/** The rest of the library as a module: `require` gives what is shared. */
export function restModule({ rest }: LibrarySource): string {
  return `export function createRest(require) {\nconst module = { exports: {} }\n${rest}\nreturn module.exports\n}`
}

function appMember(name: string): string {
  if (name === 'hook') return 'get hook() { return library().app.hook }'
  if (name === 'setup') return 'setup: (options) => library().app.setup(options)'
  return `${name}: registering('${name}', library)`
}
