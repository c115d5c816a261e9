import type { CoreBinding, CoreFunctionMetadata } from '../../../runtime/coreTypes.ts'
import { UserError } from '../../userError.ts'

/** Something the library offers that a custom handler cannot have. */
export interface ProtocolLimit {
  /** As a user writes it. */
  readonly what: string
  /** Goes on after `which a custom handler cannot have: `. */
  readonly why: string
  readonly mend: string
  readonly applies: (binding: CoreBinding) => boolean
}

const durableTypes = ['orchestrationtrigger', 'activitytrigger', 'entitytrigger', 'durableclient']

/** Every one is refused when the app is built, because nothing at run time could tell the user. */
export const protocolLimits: readonly ProtocolLimit[] = [
  {
    what: 'sdkBinding: true',
    why: 'the host hands over a reference to the blob or message only to the worker of a language, and to a handler nothing usable.',
    mend: 'Leave sdkBinding out and take the content, or make the client in the function with its own SDK.',
    applies: ({ sdkBinding, properties }) => sdkBinding === true || isDeferred(properties),
  },
  {
    what: 'autoCompleteMessages: false',
    why: 'no call of the protocol settles a message, so each would stay locked and come again until it is dead-lettered.',
    mend: 'Leave autoCompleteMessages out: a function that returns completes its message, one that throws abandons it.',
    applies: ({ autoCompleteMessages }) => autoCompleteMessages === false,
  },
  {
    what: 'Durable Functions',
    why: 'the Durable extension speaks to handlers in the binary protocol of its newer SDKs, which the package durable-functions does not know.',
    mend: 'Keep orchestrations, activities and entities in an app with the Node.js worker, or chain functions by queues.',
    applies: ({ type }) => durableTypes.includes(type.toLowerCase()),
  },
  {
    // Contract 5.4
    what: 'dataType: "stream"',
    why: 'the host makes no usable value of an input that is a stream.',
    mend: 'Use "binary" for bytes or "string" for text.',
    applies: ({ dataType, direction }) => direction === 'in' && dataType?.toLowerCase() === 'stream',
  },
]

export const capabilitiesLimit: Omit<ProtocolLimit, 'applies'> = {
  what: 'app.setup({ capabilities })',
  why: 'capabilities are agreed on between the host and the worker of a language; the protocol has no place for them.',
  mend: 'Leave capabilities out; app.setup({ enableHttpStream: true }) goes on to work, and WorkerOpenTelemetryEnabled is passed over with a notice.',
}

/** Throws a UserError that names everything the app uses and a custom handler cannot have. */
export function refuseUncarried(
  functions: readonly CoreFunctionMetadata[],
  capabilities: readonly string[],
): void {
  const problems = functions.flatMap(problemsOf)
  if (capabilities.length > 0) {
    const { what, why, mend } = capabilitiesLimit
    problems.push(
      `The app uses ${what} (${capabilities.join(', ')}), which a custom handler cannot have: ${why} ${mend}`,
    )
  }
  if (problems.length > 0) throw new UserError('not-carried', problems.join('\n'))
}

function problemsOf({ name, bindings }: CoreFunctionMetadata): string[] {
  return Object.entries(bindings).flatMap(([bindingName, binding]) =>
    protocolLimits
      .filter(({ applies }) => applies(binding))
      .map(
        ({ what, why, mend }) =>
          `The function '${name}' uses ${what} (${binding.type} '${bindingName}'), which a custom handler ` +
          `cannot have: ${why} ${mend}`,
      ),
  )
}

function isDeferred(properties: unknown): boolean {
  return (
    typeof properties === 'object' &&
    properties !== null &&
    Object.entries(properties).some(
      ([key, value]) => key.toLowerCase() === 'supportsdeferredbinding' && String(value) === 'true',
    )
  )
}
