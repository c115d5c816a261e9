import type { CustomHandler } from '../../../build/customHandler.ts'
import type { HostJson } from '../../../build/hostJson.ts'
import { isType } from '../bindingType.ts'
import type { HostedFunction } from '../functionFolders.ts'

/** What a function does otherwise than its files suggest. */
export function functionSurprises(hosted: HostedFunction, customHandler: CustomHandler): readonly string[] {
  return [...notForwarded(hosted, customHandler), ...uncertainRetry(hosted, customHandler)]
}

/** Names in host.json's list of functions that no function has. */
export function listSurprises(
  only: readonly string[] | undefined,
  known: readonly string[],
): readonly string[] {
  const names = new Set(known.map((name) => name.toLowerCase()))
  return (only ?? [])
    .filter((name) => !names.has(name.toLowerCase()))
    .map(
      (name) =>
        `'${name}' in the list 'functions' of host.json is the name of no function. It has: ${known.join(', ')}.`,
    )
}

function bindingsOf({ trigger, inputs, outputs }: HostedFunction) {
  return [trigger, ...inputs, ...outputs]
}

/** Bindings that Azure would not find with the extension bundle of host.json. */
export function bundleSurprises(
  functions: readonly HostedFunction[],
  { extensionBundle }: HostJson,
): readonly string[] {
  const types = functions
    .flatMap(bindingsOf)
    .map(({ type }) => type)
    .filter((type) => !BUILT_IN.test(type))
  if (types.length === 0) return []
  const list = [...new Set(types)].join("', '")
  if (extensionBundle === undefined) {
    return [
      `On Azure '${list}' would not be found, and their functions left out: host.json has no extensionBundle. ` +
        `Add ${BUNDLE}.`,
    ]
  }
  if (!/^[[(]\s*[123]\./.test(extensionBundle)) return []
  return [
    `The extensionBundle ${extensionBundle} of host.json is obsolete: '${list}' would behave otherwise, or be gone, on ` +
      `Azure. Take ${BUNDLE}.`,
  ]
}

const BUILT_IN = /^(httpTrigger|http|timerTrigger)$/i
const BUNDLE =
  '"extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}'

function notForwarded(hosted: HostedFunction, handler: CustomHandler): readonly string[] {
  const { enableForwardingHttpRequest, enableProxyingHttpRequest } = handler
  const others = [...hosted.inputs, ...hosted.outputs.filter((output) => !isType(output, 'http'))]
  if (!isType(hosted.trigger, 'httpTrigger') || others.length === 0) return []
  if (!enableForwardingHttpRequest && !enableProxyingHttpRequest) return []
  if (others.every(({ name }) => OF_THE_LIBRARY.test(name))) return []
  const names = others.map(({ name, type }) => `'${name}' (${type})`).join(', ')
  return [
    `The request is not forwarded, whatever host.json says, because the function also has ${names}: the handler gets ` +
      `POST /${hosted.name} with the envelope. Answer that, or remove the binding.`,
  ]
}

// Names that @azure/functions makes up: nobody wrote this function.json, and what did answers requests and envelopes alike.
const OF_THE_LIBRARY = /^[a-z]+(Input|Output)[0-9a-f]{10}$/i

function uncertainRetry(
  { trigger, retry, outputs, inputs }: HostedFunction,
  handler: CustomHandler,
): readonly string[] {
  if (!retry || RETRIED.test(trigger.type)) return []
  const isRelayed =
    handler.enableForwardingHttpRequest || handler.enableProxyingHttpRequest || handler.isLegacy
  if (isType(trigger, 'httpTrigger') && isRelayed && inputs.length === 0 && outputs.length === 1) {
    return [
      'The retry policy has no effect: an answer of 5xx to a forwarded request is no failure to the host. ' +
        'Retry in the handler or in the caller.',
    ]
  }
  return [
    `The retry policy is not supported for '${trigger.type}': it works, but hosts announce its removal. ` +
      `Rely on the trigger's own retries.`,
  ]
}

const RETRIED = /^(timerTrigger|cosmosDBTrigger|eventHubTrigger|kafkaTrigger)$/i
