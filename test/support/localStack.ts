import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BlobServiceClient } from '@azure/storage-blob'
import { parseDocument } from 'yaml'
import { checkout } from './checkout.ts'
import { Command } from './command.ts'

const ready = 'Logs of the functions'

/** The product in a checkout of its own, used as a person does: by its commands, over HTTP, with stock clients. */
export class LocalStack {
  readonly directory = checkout()
  /** Where the functions answer, from the latest start on. */
  url = ''

  start(...args: string[]): Command {
    return new Command(this.directory, 'toolkit/local/start.ts', args)
  }

  local(...args: string[]): Command {
    return new Command(this.directory, 'toolkit/local/run.ts', args)
  }

  /** A command of the product by its file. */
  run(file: string, ...args: string[]): Command {
    return new Command(this.directory, file, args)
  }

  /** A start that has got to serving. */
  async serving(...args: string[]): Promise<Command> {
    const command = this.start('--port', '0', ...args)
    await command.says(ready)
    this.url = /Functions answer at (\S+)/.exec(command.output)?.[1] ?? ''
    return command
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }

  path(...parts: string[]): string {
    return join(this.directory, ...parts)
  }

  /** Puts settings into the stack file; without a value a setting is taken out. */
  configure(settings: Readonly<Record<string, string | undefined>>): void {
    const file = this.path('Pulumi.local.yaml')
    const document = parseDocument(readFileSync(file, 'utf8'))
    for (const [key, value] of Object.entries(settings)) {
      if (value === undefined) document.deleteIn(['config', key])
      else document.setIn(['config', key], value)
    }
    writeFileSync(file, document.toString())
  }

  editHello(edit: (source: string) => string): void {
    const file = this.path('handler/src/functions/hello.ts')
    const before = readFileSync(file, 'utf8')
    const after = edit(before)
    if (after === before) throw new Error('the edit changed nothing')
    writeFileSync(file, after)
  }

  async greeting(): Promise<unknown> {
    const response = await fetch(`${this.url}/api/hello?name=Ada`)
    return response.json()
  }

  postOrder(order: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' }
    return fetch(`${this.url}/api/orders`, { method: 'POST', headers, body: JSON.stringify(order) })
  }

  async blobs(): Promise<BlobServiceClient> {
    const { output } = await this.local('sh', '-c', 'echo "$AZURE_STORAGE_CONNECTION_STRING"').finished()
    return BlobServiceClient.fromConnectionString(output.trim())
  }

  async blob(container: string, name: string): Promise<Buffer> {
    return (await this.blobs()).getContainerClient(container).getBlobClient(name).downloadToBuffer()
  }

  async receiptNames(): Promise<string[]> {
    const names: string[] = []
    for await (const { name } of (await this.blobs()).getContainerClient('receipts').listBlobsFlat())
      names.push(name)
    return names.sort()
  }
}

export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
