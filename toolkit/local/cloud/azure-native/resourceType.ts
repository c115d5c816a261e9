import type { Props } from '../provider/props.ts'
import type { CheckFailure } from '../provider/provider.ts'
import type { ResourceRecord } from '../records.ts'
import type { CloudServices } from '../services.ts'

/** One simulated resource type: its names, its rules, and what it does here. */
export interface ResourceType {
  /** Pulumi's type token, e.g. `azure-native:web:WebApp`. */
  readonly token: string
  /** The input that holds the resource's own name, filled by auto-naming where it is left out. */
  readonly nameInput: string
  /** How azure-native makes a name up: the logical name with 8 random hex digits, as it is, or a UUID. */
  readonly autoName: 'random' | 'copy' | 'uuid'
  /** Inputs whose change makes azure-native replace the resource. */
  readonly replaceOn: readonly string[]
  id(inputs: Props, services: CloudServices): string
  /** What Azure would refuse; an input still unknown in preview is not looked at. */
  refusals?(inputs: Props): CheckFailure[]
  /** Throws where the resource is there already and azure-native therefore does not create it. */
  requireAbsent?(inputs: Props, services: CloudServices): Promise<void>
  /** ARM's PUT: creates or updates, and answers with the properties Azure would report. */
  put(inputs: Props, services: CloudServices, former: ResourceRecord | undefined): Promise<Props> | Props
  remove?(record: ResourceRecord, services: CloudServices): Promise<void>
  /** Reported properties that no longer hold, e.g. after a start on another port, or a blob lost in a power cut. */
  moved?(outputs: Props, services: CloudServices): Promise<string[]> | string[]
}
