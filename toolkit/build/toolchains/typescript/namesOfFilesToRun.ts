/** A file that code names by a place: relative to that of the module, or to the app folder. */
export interface NamedFile {
  readonly from: 'module' | 'app'
  /** Empty: the module itself. */
  readonly path: string
}

/**
 * Pure: the files of code that a module may run beside the app, as threads (`new Worker`) or processes (`fork`): those that
 * it names by its own place, and those that it calls one with.
 */
export function namesOfFilesToRun(text: string): NamedFile[] {
  if (!runs.test(text)) return []
  const named = [...text.matchAll(joined)].map(([, pieces = '']) =>
    [...pieces.matchAll(anyLiteral)].map(contentOf).join('/'),
  )
  for (const pattern of [added, inTemplate, inUrl, resolved])
    named.push(...[...text.matchAll(pattern)].map(contentOf))
  const ofModule = named.map((path): NamedFile => ({ from: 'module', path: path.replace(/^\//, '') }))
  const ofApp = [...text.matchAll(called)].map(
    (match): NamedFile => ({ from: 'app', path: contentOf(match) }),
  )
  const all = [...ofModule, ...ofApp].filter(({ path }) => /\.[cm]?[jt]sx?$/.test(path))
  return runsItself.test(text) ? [...all, { from: 'module', path: '' }] : all
}

// Packages make threads of the files that they are given: those with pools, and the thread-stream of pino. A pool that is
// given nothing or settings alone, by no name that tells more, is one of connections.
const runs =
  /\bnew\s+(?:[\w$]+\.)*(?:\w*(?:Worker|(?:Worker|Thread|Cluster|Process|Static|Dynamic)Pool|Piscina|Tinypool|ThreadStream)\b|Pool\s*\(\s*[^\s){])|\b(?:fork|pool)\)?\s*\(|\btransport\s*[:(]/

const content = `'([^'\\n]+)'|"([^"\\n]+)"|\`([^\`$\\n]+)\``
const literal = content.replaceAll(/\(\[/g, '(?:[')
const relativeLiteral = content.replaceAll(/\(\[/g, '(\\.[')
const place = '(?:\\b__dirname\\b|\\bimport\\.meta\\.dirname\\b)'
const anyLiteral = new RegExp(content, 'g')
const joined = new RegExp(
  `\\b(?:join|resolve)\\)?\\(\\s*${place}((?:\\s*,\\s*(?:${literal}))+)\\s*,?\\s*\\)`,
  'g',
)
const added = new RegExp(`${place}\\s*\\+\\s*(?:${content})`, 'g')
const inTemplate = new RegExp(`\\$\\{\\s*${place}\\s*\\}([^\`$\\n]+)\``, 'g')
const inUrl = new RegExp(`\\bnew\\s+URL\\(\\s*(?:${content})\\s*,\\s*import\\.meta\\.url\\s*,?\\s*\\)`, 'g')
const resolved = new RegExp(`\\brequire\\.resolve\\(\\s*(?:${relativeLiteral})\\s*\\)`, 'g')
const called = new RegExp(`\\b(?:Worker|fork)\\)?\\s*\\(\\s*(?:${content})`, 'g')
const runsItself =
  /\b(?:Worker|fork)\)?\s*\(\s*(?:__filename\b|import\.meta\.filename\b|(?:new\s+URL\(\s*|fileURLToPath\(\s*)import\.meta\.url\b)/

function contentOf([, one, two, three]: RegExpExecArray | RegExpMatchArray): string {
  return one ?? two ?? three ?? ''
}
