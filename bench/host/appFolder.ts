import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes an app folder around an executable: a forwarded HTTP function and a queue function that writes a blob. */
export function writeAppFolder(directory: string, executable: string): void {
  const write = (file: string, content: object) =>
    writeFileSync(join(directory, file), JSON.stringify(content))
  for (const name of ['hello', 'receipts']) mkdirSync(join(directory, name), { recursive: true })
  cpSync(executable, join(directory, 'handler'))
  write('host.json', {
    version: '2.0',
    extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
    customHandler: { description: { defaultExecutablePath: 'handler' }, enableForwardingHttpRequest: true },
  })
  write('hello/function.json', {
    bindings: [
      { name: 'req', type: 'httpTrigger', direction: 'in', authLevel: 'anonymous' },
      { name: 'res', type: 'http', direction: 'out' },
    ],
  })
  write('receipts/function.json', {
    bindings: [
      { name: 'order', type: 'queueTrigger', direction: 'in', queueName: QUEUE },
      { name: '$return', type: 'blob', direction: 'out', path: `${CONTAINER}/{id}.json` },
    ],
  })
}

export const QUEUE = 'orders'
export const CONTAINER = 'receipts'
