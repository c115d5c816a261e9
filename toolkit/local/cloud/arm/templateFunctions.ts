import { isProps, type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'
import { signBlob } from '../storage/signBlob.ts'
import { dateTimeAdd, utcNow } from './dateTime.ts'

type TemplateFunction = (args: readonly unknown[], services: CloudServices) => unknown

/** Functions of ARM templates, by lower-case name: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions */
export const templateFunctions = new Map<string, TemplateFunction>([
  ['concat', (args) => args.map(String).join('')],
  ['createobject', createObject],
  ['utcnow', ([format]) => utcNow(format === undefined ? undefined : String(format))],
  [
    'datetimeadd',
    ([base, duration, format]) => dateTimeAdd(String(base), String(duration), String(format ?? '')),
  ],
  ['listservicesas', listServiceSas],
])

function createObject(args: readonly unknown[]): Props {
  const pairs = args.flatMap((name, index) => (index % 2 === 0 ? [[String(name), args[index + 1]]] : []))
  return Object.fromEntries(pairs)
}

function listServiceSas([accountId, , parameters]: readonly unknown[], services: CloudServices): Props {
  const accountName = String(accountId).split('/').at(-1) ?? ''
  const access = services.storage.access(accountName)
  if (access === undefined)
    throw new Error(`ResourceNotFound: the storage account '${accountName}' does not exist.`)
  if (!isProps(parameters))
    throw new Error('InvalidTemplate: listServiceSas() needs the SAS parameters as an object.')
  return {
    serviceSasToken: signBlob(access, {
      canonicalizedResource: text(parameters, 'canonicalizedResource'),
      permissions: text(parameters, 'signedPermission'),
      expiry: text(parameters, 'signedExpiry'),
    }),
  }
}
