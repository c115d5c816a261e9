import type { Props } from './props.ts'

/** An input that Azure would refuse. */
export interface CheckFailure {
  readonly property: string
  readonly reason: string
}

export interface CheckRequest {
  readonly urn: string
  readonly type: string
  readonly name: string
  readonly olds: Props
  readonly news: Props
  /** Random bytes of the engine, the same in preview and update, for auto-naming. */
  readonly randomSeed: Uint8Array
}

export interface DiffRequest {
  readonly type: string
  readonly id: string
  readonly oldInputs: Props
  readonly olds: Props
  readonly news: Props
}

export interface Diff {
  readonly changed: readonly string[]
  readonly replaces: readonly string[]
  readonly deleteBeforeReplace: boolean
}

export interface State {
  readonly id: string
  readonly outputs: Props
}

/** The part of a Pulumi resource provider that decides; the gRPC server around it only carries. */
export interface Provider {
  readonly version: string
  check(request: CheckRequest): { inputs: Props; failures: readonly CheckFailure[] }
  diff(request: DiffRequest): Promise<Diff>
  create(type: string, inputs: Props, preview: boolean): Promise<State>
  update(type: string, id: string, olds: Props, news: Props, preview: boolean): Promise<Props>
  read(type: string, id: string): { inputs: Props; outputs: Props } | undefined
  remove(type: string, id: string): Promise<void>
  invoke(token: string, args: Props): Promise<Props>
}
