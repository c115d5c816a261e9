import type { Binding } from '../../../build/functionMetadata.ts'
import { InvocationError } from '../answer/invocationError.ts'
import { outputValue } from '../answer/outputValue.ts'
import type { Answer } from '../answer/parseAnswer.ts'
import type { BindingData } from '../envelope/hostValue.ts'
import type { HostedFunction } from '../functionFolders.ts'
import { bindBlobOutput } from './blobOutput.ts'
import type { BindOutput, OutputServices, WriteOutput } from './outputBinding.ts'
import { bindQueueOutput } from './queueOutput.ts'
import { bindTableOutput } from './tableOutput.ts'

/** The output types the host writes; `http` is answered by the HTTP trigger. */
const WRITERS = new Map<string, BindOutput>([
  ['queue', bindQueueOutput],
  ['blob', bindBlobOutput],
  ['table', bindTableOutput],
])

export function canWrite(type: string): boolean {
  return type.toLowerCase() === 'http' || WRITERS.has(type.toLowerCase())
}

/**
 * Binds a function's outputs before it is called, so that a wrong expression fails before anything ran.
 * The result writes an answer's values, one output after the other, in the order of function.json.
 */
export function bindOutputs(
  { outputs }: HostedFunction,
  data: BindingData,
  services: OutputServices,
): (answer: Answer) => Promise<void> {
  const writers = outputs.flatMap((binding): [Binding, WriteOutput][] => {
    const bind = WRITERS.get(binding.type.toLowerCase())
    return bind ? [[binding, bind(binding, data, services)]] : []
  })
  return async (answer) => {
    for (const [binding, write] of writers) {
      const value = outputValue(binding, outputs, answer)
      if (value === undefined || value === null) continue
      await write(value).catch((error) => refused(binding.name, error))
    }
  }
}

function refused(name: string, error: unknown): never {
  if (!(error instanceof Error) || error.name !== 'RestError') throw error
  const message = `The storage service did not take output '${name}': ${error.message}.`
  throw new InvocationError(message, { cause: error })
}
