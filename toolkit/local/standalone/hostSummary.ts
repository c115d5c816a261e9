import { isType } from '../host/bindingType.ts'
import type { HostedFunction } from '../host/functionFolders.ts'
import { requiredLevel } from '../host/keys/authorization.ts'
import { blobFunctionId } from '../host/triggers/blobMessage.ts'
import { isOfEventGrid } from '../host/triggers/blobTrigger.ts'
import { httpFunction } from '../host/triggers/httpRoutes.ts'

export interface AnsweringApp {
  readonly functions: readonly HostedFunction[]
  /** Why a function does not run, which the log has told. */
  readonly functionErrors: (name: string) => readonly string[]
  readonly routePrefix: string
  readonly url: string
  readonly asksForKeys: boolean
}

/** What a user sees when an app answers: each function with its trigger and, where it has one, its URL. */
export function hostSummary({
  functions,
  functionErrors,
  routePrefix,
  url,
  asksForKeys,
}: AnsweringApp): string {
  const width = Math.max(...functions.map(({ name }) => name.length))
  const typeWidth = Math.max(...functions.map(({ trigger }) => trigger.type.length))
  const rows = functions.map((hosted) => {
    const isBroken = functionErrors(hosted.name).length > 0
    const where = isBroken ? '(does not run: see the error above)' : reach(hosted, url, routePrefix)
    return `  ${hosted.name.padEnd(width)}  ${hosted.trigger.type.padEnd(typeWidth)}  ${where}`.trimEnd()
  })
  const note = asksForKeys ? [] : openHere(functions)
  return [`Functions answer at ${url}`, '', ...rows, '', ...note].join('\n')
}

// The default is `function`, and who leaves it out finds out on Azure.
function openHere(functions: readonly HostedFunction[]): readonly string[] {
  const locked = functions.filter(
    ({ trigger }) => isType(trigger, 'httpTrigger') && requiredLevel(trigger.authLevel) !== 'anonymous',
  )
  if (locked.length === 0) return []
  const names = locked.map(({ name }) => name).join(', ')
  return [`On Azure a call needs a key for: ${names}. Here nobody is asked, but with --enableAuth.`, '']
}

function reach(hosted: HostedFunction, url: string, routePrefix: string): string {
  if (hosted.isDisabled) return '(disabled)'
  if (isType(hosted.trigger, 'eventGridTrigger')) return webhook(url, 'EventGrid', hosted.name)
  if (isOfEventGrid(hosted)) return webhook(url, 'blobs', blobFunctionId(hosted.name))
  if (!isType(hosted.trigger, 'httpTrigger')) return ''
  const { methods, template } = httpFunction(hosted)
  const path = [routePrefix, template].filter((part) => part !== '').join('/')
  const verbs = methods.length === 0 ? '' : `  [${methods.map((method) => method.toUpperCase()).join(',')}]`
  return `${url}/${path}${verbs}`
}

function webhook(url: string, extension: string, functionName: string): string {
  return `${url}/runtime/webhooks/${extension}?functionName=${functionName}`
}
