import type { Binding } from '../../../build/functionMetadata.ts'
import { base64Guess } from './base64Guess.ts'
import type { Answer } from './parseAnswer.ts'

/** Warnings about an answer the host takes otherwise than its author is likely to mean. Contract 13.2.35 */
export function surprises(outputs: readonly Binding[], answer: Answer): readonly string[] {
  return [
    ...Object.keys(answer.outputs ?? {}).flatMap((name) => unknownName(name, outputs)),
    ...outputs.flatMap((output) => {
      const value = output.name === '$return' ? answer.returnValue : answer.outputs?.[output.name]
      return output.type.toLowerCase() === 'http' ? ignoredStatus(output, value) : guessedBytes(output, value)
    }),
  ]
}

function unknownName(name: string, outputs: readonly Binding[]): readonly string[] {
  if (outputs.some((output) => output.name === name)) return []
  const names = outputs.map((output) => output.name).join(', ') || 'none'
  return [`The answer's output '${name}' is ignored: function.json has no such output. It has: ${names}.`]
}

function ignoredStatus({ name }: Binding, value: unknown): readonly string[] {
  if (name === '$return' || typeof value !== 'object' || value === null) return []
  const members = new Set(Object.keys(value).map((key) => key.toLowerCase()))
  if (!members.has('status') || members.has('statuscode')) return []
  return [`The host ignores 'status' in output '${name}' and answers 200. Name it 'statusCode'.`]
}

// Bytes that are no text were hardly meant when the text is short, as in 'test'.
function guessedBytes({ name, dataType }: Binding, value: unknown): readonly string[] {
  if (typeof value !== 'string' || value === '' || value.length > SHORT || dataType === 'binary') return []
  const bytes = base64Guess(value)
  if (!bytes?.toString().includes('\uFFFD')) return []
  return [
    `Output '${name}' is '${value}', which happens to be valid base64, so the host writes the ${bytes.length} bytes it ` +
      `stands for. To write the text itself, send its own base64 or, to a queue, an array with the one string.`,
  ]
}

const SHORT = 64
