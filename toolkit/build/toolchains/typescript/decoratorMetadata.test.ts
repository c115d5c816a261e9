import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildApp } from '../../buildApp.ts'
import { temporaryFolder, writeFiles } from '../../testing/handlerFolder.ts'
import { startHandler } from '../../testing/runningHandler.ts'

const compilerOptions = {
  ...{ module: 'commonjs', target: 'es2022', rootDir: '.', outDir: 'dist', strict: true, skipLibCheck: true },
  ...{ experimentalDecorators: true, emitDecoratorMetadata: true, noEmit: true, incremental: true },
}

const files = {
  'package.json': '{"main":"dist/src/functions/*.js"}',
  'tsconfig.json': JSON.stringify({ compilerOptions }),
  'data/name.txt': 'Ada',
  // The part of reflect-metadata that a container of services needs.
  'src/container.ts': `
    type Class<T = unknown> = new (...services: never[]) => T
    const types = new Map<unknown, unknown>()
    Object.assign(Reflect, {
      metadata: (key: string, value: unknown) => (target: unknown) => { if (key === 'design:paramtypes') types.set(target, value) },
    })
    export const service = (_target: Class): void => {}
    export function resolve<T>(target: Class<T>): T {
      const needed = types.get(target)
      return Reflect.construct(target, Array.isArray(needed) ? needed.map(resolve) : [])
    }`,
  'src/services.ts': `
    import { readFileSync } from 'node:fs'
    import { join } from 'node:path'
    import { service } from './container'

    export interface Named { readonly name: string }
    @service export class Names implements Named {
      readonly name = readFileSync(join(__dirname, '../../data/name.txt'), 'utf8')
    }
    @service export class Greetings {
      constructor(private readonly names: Names) {}
      greet() { return \`Hello, \${this.names.name}!\` }
    }`,
  'src/functions/greet.ts': `
    import { app } from '@azure/functions'
    import { resolve } from '../container'
    import { Greetings } from '../services'

    app.get('greet', async () => ({ body: resolve(Greetings).greet() }))`,
}

test('decorators learn the types of what they decorate where tsconfig.json asks for it', async () => {
  const directory = temporaryFolder()
  const { executable, directory: cwd } = await buildApp(writeFiles(join(directory, 'handler'), files), {
    outputDirectory: join(directory, 'app'),
  })
  const { url } = await startHandler(executable, {}, cwd)
  expect(await (await fetch(`${url}/api/greet`)).text()).toBe('Hello, Ada!')
})

test('what is wrong with such a project is what the type check says', async () => {
  const directory = temporaryFolder()
  const handler = writeFiles(join(directory, 'handler'), {
    ...files,
    'src/services.ts': files['src/services.ts'].replace('readonly name =', 'readonly name: number ='),
  })
  await expect(buildApp(handler, { outputDirectory: join(directory, 'app') })).rejects.toThrow(
    /^The handler has type errors:\nsrc\/services\.ts:\d+:\d+ error TS2322: Type 'string' is not assignable to type 'number'\./,
  )
})
