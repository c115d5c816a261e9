import type { OutputMap } from '@pulumi/pulumi/automation/index.js'
import { z } from 'zod'

const functionsSchema = z.array(
  z.object({ name: z.string(), trigger: z.string(), url: z.string().optional() }),
)

/** What a user sees when the stack is up: every function with its URL, and what to do next. */
/** `serves`: whether this process itself keeps the app running. */
export function summary(outputs: OutputMap, serves: boolean): string {
  const functions = functionsSchema.parse(outputs.functions?.value)
  const width = Math.max(...functions.map(({ name }) => name.length))
  const triggerWidth = Math.max(...functions.map(({ trigger }) => trigger.length))
  const rows = functions.map(({ name, trigger, url }) =>
    `  ${name.padEnd(width)}  ${trigger.padEnd(triggerWidth)}  ${url ?? ''}`.trimEnd(),
  )
  const next = serves
    ? whileServing
    : ['The `npm start` that runs in another terminal serves it, and has its log.']
  return ['', ...rows, '', ...next, ''].join('\n')
}

const whileServing = [
  'Change a function and run `npm start` in another terminal (or again): only the package is replaced.',
  '`npm run local -- CMD` runs any command against this stack, `npm run local -- pulumi destroy --yes` removes it.',
  'Ctrl+C stops. Logs of the functions:',
]
