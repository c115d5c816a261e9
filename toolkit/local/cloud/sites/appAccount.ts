import type { CloudServices } from '../services.ts'
import { appSettings } from './appSettings.ts'

/** The storage account of the app, by its settings; the first one while there is no app. */
export function appAccount({ records, storage }: CloudServices): string {
  const values = records
    .ofType('azure-native:web:WebApp')
    .flatMap(({ inputs }) => Object.entries(appSettings(inputs)))
    .flatMap(([name, value]) => (name.startsWith('AzureWebJobsStorage') ? [value] : []))
  const names = storage.accountNames()
  // By identity it is in the URI of a service, with a key in the connection string.
  const used = names.find((name) => values.some((value) => value.split(/[/;=]/).includes(name)))
  return used ?? names[0] ?? ''
}
