import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Props } from './provider/props.ts'
import { readStateFile } from './readStateFile.ts'

/** One resource as this cloud holds it. */
export interface ResourceRecord {
  readonly id: string
  /** Pulumi's type token, e.g. `azure-native:web:WebApp`. */
  readonly type: string
  readonly inputs: Props
  readonly outputs: Props
}

const fileSchema = z.array(
  z.object({
    id: z.string(),
    type: z.string(),
    inputs: z.record(z.string(), z.unknown()),
    outputs: z.record(z.string(), z.unknown()),
  }),
)

/** What exists in this cloud; survives restarts in one JSON file. */
export class Records {
  readonly #file: string
  readonly #byId: Map<string, ResourceRecord>
  /** Called when a resource came, changed or went. */
  onChange: () => void = () => {}

  private constructor(file: string, records: readonly ResourceRecord[]) {
    this.#file = file
    this.#byId = new Map(records.map((record) => [key(record.id), record]))
  }

  static open(file: string): Records {
    return new Records(file, readStateFile(file, fileSchema) ?? [])
  }

  get(id: string): ResourceRecord | undefined {
    return this.#byId.get(key(id))
  }

  ofType(type: string): ResourceRecord[] {
    return [...this.#byId.values()].filter((record) => record.type === type)
  }

  isEmpty(): boolean {
    return this.#byId.size === 0
  }

  put(record: ResourceRecord): void {
    this.#byId.set(key(record.id), record)
    this.#save()
  }

  /** Removes a resource and, as Azure does, everything below it. */
  remove(id: string): void {
    const removed = key(id)
    for (const candidate of this.#byId.keys()) {
      if (candidate === removed || candidate.startsWith(`${removed}/`)) this.#byId.delete(candidate)
    }
    this.#save()
  }

  #save(): void {
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
    const draft = `${this.#file}.new`
    writeFileSync(draft, JSON.stringify([...this.#byId.values()], null, 1), { mode: 0o600 })
    renameSync(draft, this.#file)
    this.onChange()
  }
}

/** ARM compares ids without regard to case. */
function key(id: string): string {
  return id.toLowerCase()
}
