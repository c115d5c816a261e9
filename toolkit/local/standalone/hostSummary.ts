import { styleText } from 'node:util'
import type { HostedFunction } from '../host/functionFolders.ts'
import { httpFunction } from '../host/triggers/httpRoutes.ts'

/** What a user sees when an app answers: each function with its trigger and, where it has one, its URL. */
export function hostSummary(functions: readonly HostedFunction[], url: string, routePrefix: string): string {
  const width = Math.max(...functions.map(({ name }) => name.length))
  const typeWidth = Math.max(...functions.map(({ trigger }) => trigger.type.length))
  const rows = functions.map((hosted) =>
    `  ${hosted.name.padEnd(width)}  ${hosted.trigger.type.padEnd(typeWidth)}  ${reach(hosted, url, routePrefix)}`.trimEnd(),
  )
  const tick = styleText('green', '✔', { stream: process.stdout })
  return [`${tick} Functions answer at ${url}`, '', ...rows, ''].join('\n')
}

function reach(hosted: HostedFunction, url: string, routePrefix: string): string {
  if (hosted.isDisabled) return '(disabled)'
  if (hosted.trigger.type.toLowerCase() !== 'httptrigger') return ''
  const { methods, template } = httpFunction(hosted)
  const path = [routePrefix, template].filter((part) => part !== '').join('/')
  const verbs = methods.length === 0 ? '' : `  [${methods.map((method) => method.toUpperCase()).join(',')}]`
  return `${url}/${path}${verbs}`
}
