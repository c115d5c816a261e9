import type { Binding } from '../../../build/functionMetadata.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { base64Guess } from './base64Guess.ts'
import type { Answer } from './parseAnswer.ts'

/** What an answer gives to an output of any type but HTTP: bytes where it is text that could be base64. Contract 6.3, 6.5 */
export function outputValue(binding: Binding, outputs: readonly Binding[], answer: Answer): unknown {
  if (binding.name === '$return') return guessed(answer.returnValue, binding.dataType)
  const returned = returnedMember(binding.name, outputs, answer)
  if (returned !== undefined && returned !== null) return returned
  return answer.outputs && Object.hasOwn(answer.outputs, binding.name)
    ? guessed(answer.outputs[binding.name], binding.dataType)
    : undefined
}

/**
 * The member `name` of a ReturnValue that is an object: where no output is named $return the host puts the members over
 * those of Outputs, and guesses no base64 in them. Contract 6.4
 */
export function returnedMember(name: string, outputs: readonly Binding[], { returnValue }: Answer): unknown {
  if (outputs.some((output) => output.name === '$return') || !isJsonObject(returnValue)) return undefined
  return Object.hasOwn(returnValue, name) ? returnValue[name] : undefined
}

/** A value as the host hands it to a binding. */
export function guessed(value: unknown, dataType: unknown): unknown {
  return typeof value === 'string' && dataType !== 'binary' ? (base64Guess(value) ?? value) : value
}
