import type { LogLevel } from '../../runtime/coreTypes.ts'
import { formatLogLine } from '../../runtime/log.ts'
import { officialInputs, officialOutputs } from '../../runtime/testing/officialBindings.ts'
import { officialTriggers } from '../../runtime/testing/officialTriggers.ts'
import { capabilitiesLimit, protocolLimits } from '../toolchains/typescript/protocolLimits.ts'

/** `docs/compatibility.md`, out of what the tests check and the build refuses. */
export function compatibilityDocument(libraryVersion: string): string {
  return [
    '<!-- Generated: `npx vitest run toolkit/build/compatibilityDocument.test.ts -u` writes it anew. -->',
    '# Compatibility',
    '',
    `What of \`@azure/functions\` ${libraryVersion} a handler has. The library itself is bundled unchanged; the host speaks to`,
    'it over the custom handler protocol instead of the channel of its Node.js worker. The request of a forwarded call and',
    "calls without hooks take a way of our own, which tests hold against the library's ([why](decisions/0012-the-library-in-two-parts.md)).",
    '',
    '## What works',
    '',
    '| you write | function.json has |',
    '| --- | --- |',
    '| `app.http`, `.get`, `.put`, `.post`, `.patch`, `.deleteRequest` | `httpTrigger`, `http` |',
    ...calls('app', officialTriggers),
    ...calls('input', officialInputs),
    '| `output.http` | `http` |',
    ...calls('output', officialOutputs),
    '',
    'Also: `return` outputs, `extraInputs`, `extraOutputs`, `retry`, `app.setup({ enableHttpStream })`, all of `app.hook`,',
    'and `context` in full. Batches (`cardinality: "many"`) and `dataType` work as documented.',
    '',
    ...projects,
    '## What the build refuses',
    '',
    '| you write | why not | instead |',
    '| --- | --- | --- |',
    ...[...protocolLimits, capabilitiesLimit].map(({ what, why, mend }) =>
      row(`\`${what}\``.replace('`Durable Functions`', 'Durable Functions'), sentence(why), mend),
    ),
    '',
    ...dialects,
    '',
    '## Logs',
    '',
    'The host gives a line its level by where it was written. An invocation reads:',
    '',
    '| level | written to | line | level at the host |',
    '| --- | --- | --- | --- |',
    ...logRows(),
    '',
    ...logNotes,
    '',
  ].join('\n')
}

interface Case {
  readonly call: string
  readonly binding: Readonly<Record<string, unknown>>
}

function calls(of: string, cases: readonly Case[]): string[] {
  const types = new Map(cases.map(({ call, binding }) => [call, call === 'generic' ? 'any' : binding.type]))
  return [...types].map(([call, type]) =>
    row(`\`${of}.${call}\``, type === 'any' ? 'any type' : `\`${type}\``),
  )
}

function logRows(): string[] {
  const levels: readonly [method: string, level: LogLevel, channel: string, seen: string][] = [
    ['context.error', 'error', 'stderr', 'Error'],
    ['context.warn', 'warning', 'stderr', 'Warning'],
    ['context.log, context.info', 'information', 'stdout', 'Information'],
    ['context.debug, context.trace', 'debug', 'nowhere', 'none'],
  ]
  const origin = { category: 'user', functionName: 'orders', invocationId: 'id', message: 'text' } as const
  return levels.map(([method, level, channel, seen]) => {
    const line = formatLogLine({ ...origin, level })
    return row(code(method), channel, line === undefined ? '' : `\`${line}\``, seen)
  })
}

const code = (names: string): string => names.replace(/[\w.]+/g, '`$&`')
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`

const projects = [
  '## What a project may be',
  '',
  "A Functions v4 project as `func init` makes it, or any other that Microsoft's worker takes: TypeScript or JavaScript,",
  'CommonJS or modules (`"type": "module"`, `.mjs`, `.cjs`, `.mts`, `.cts`), with `await` at the top, imports of JSON, `paths`',
  'and a tsconfig.json that extends another.',
  '',
  '- `main` of package.json is a file or a glob of compiled files, whose sources are found through `outDir` and `rootDir`.',
  "- Types are checked by the TypeScript that package.json asks for, if it is installed, else by this project's. An error in a",
  '  file that does not become part of the executable is told and stops nothing.',
  '- The app folder has every file that `func azure functionapp publish` would send (`.funcignore` counts), without code,',
  '  packages and what belongs to tools: it can be read under its path, from the working directory, `__dirname` or',
  '  `import.meta.url`, which name the place a file would have had if it were published by itself.',
  '- A package that asks where it lies (`__dirname`, `import.meta.url`) finds its own files there, and an addon (`.node`) is',
  '  loaded from its file: it has to be one for the machine that the app runs on. What a package requires only in some case',
  '  need not be installed, and is missed in that case. A name that it makes up while it runs finds the modules beside it',
  '  (locales of moment: all of them become part of the executable), its peers that `dependencies` of package.json has (drivers',
  '  of TypeORM and Sequelize) and its packages for one machine. `createRequire(import.meta.url)` and `require.resolve` find',
  '  names that are written out; a package that `require.resolve` finds something in is carried.',
  '- Packages for one machine that another one loads come along, with their libraries (sharp, pdfjs-dist): the build takes those',
  '  that are installed, so they have to be of the machine that the app runs on.',
  '- A linked package of a workspace lies in node_modules under its name, as if it were installed, and has its files there.',
  '- Decorators are those of the standard, or with `experimentalDecorators` those before; `emitDecoratorMetadata` tells them',
  '  the types, which containers of services and mappers of objects read.',
  '- Files that run beside the app, as threads (`new Worker`) or processes (`fork`), are found where the code names them by its',
  "  own place or from the app folder: `new Worker(join(__dirname, '../threads/hash.js'))`, `new Worker(__filename)`,",
  "  `new Worker('./dist/threads/hash.js')`, `fork(new URL('./child.js', import.meta.url))`; so are those that packages run",
  "  (piscina, pino's transports by whatever name is written out). Each is bundled by itself, with the packages it needs, and",
  '  lies in the app folder. A name that is made up while the app runs is not found, nor a file outside of the project. `fork`',
  '  and `cluster` start the executable again, which then runs that file in place of the app; `spawn(process.execPath, …)`',
  '  starts the app. A package that brings a program for Node.js fails so, or looks for a `node` of the host',
  '  (@github/copilot-sdk). On Bun workerpool never answers, as in Bun itself: `app:runtime: node` runs it.',
  '- On Bun a FormData is written into JSON with its fields, and so is a query where nothing has asked for headers yet; on',
  '  Node.js both are `{}`, as headers are on either.',
  '- An app is in strict mode if all that becomes part of it is: ES modules, TypeScript, and CommonJS that begins with',
  '  `"use strict"`. With one package that does not, modules outside of classes are not either: to write to what is frozen is',
  '  passed over, and `this` of a plain call is the global object.',
  '- The build loads the app once. If it needs a setting for that, it takes those of local.settings.json, and says so.',
  '',
]

const dialects = [
  '## How a function is called',
  '',
  '`npm run build` and `npm start` say for each function which dialect it gets and why.',
  '',
  '| dialect | who gets it | bodies |',
  '| --- | --- | --- |',
  '| proxied | HTTP in and out and nothing else, `enableProxyingHttpRequest` in host.json | any; streamed with `app.setup({ enableHttpStream: true })` |',
  '| forwarded | the same, `enableForwardingHttpRequest` | any; the host collects the answer before it sends it, and takes no chunked request |',
  '| envelope | every other function: one more input or output is enough | text; see below |',
  '',
  'An HTTP function in an envelope has the limits of the protocol. What cannot be sent ends in an error that says so:',
  '',
  '- The answer is text: bytes that are not UTF-8 are an error.',
  '- Each header has one value, so an answer sets one cookie: several are an error.',
  '- Of a request the host sends `application/octet-stream` and `multipart/*` as bytes and takes everything else for text;',
  '  a body without a length does not arrive.',
  '- Streams are collected before they are passed on.',
  '',
  'The host reads a text that is nothing but an ISO date as a date, and writes it in its own form: as the whole body of an',
  'HTTP answer in an envelope, as one of several messages of a list, and in the documents of `cosmosDB`, `table` and their like.',
  'A single message and a blob are sent so that they arrive as they are.',
  '',
  'Verbs beyond those of `HttpMethod` may be unknown to the server of the executable, which closes the connection.',
]

const logNotes = [
  '- `context.debug` and `context.trace` are dropped: the host would log them as information. A hook may raise them:',
  "  `app.hook.log((c) => { if (c.level === 'debug') c.level = 'information' })`.",
  '- A message of several lines becomes one, joined by ` | `, because the host makes a record of every line.',
  '- An error never holds the letters "warn", which would make it a warning: an invisible word joiner parts them.',
  '- `console.log` goes to stdout as it is, without a function and an invocation. Nothing that was written is lost at the end.',
  '- `context.traceContext` is the W3C trace of the `traceparent` header, of the host or else of the client: what an',
  '  OpenTelemetry propagator extracts. The host passes on none for other triggers: its texts are empty then.',
]
