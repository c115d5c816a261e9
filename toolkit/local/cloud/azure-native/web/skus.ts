import { child, type Props, text } from '../../provider/props.ts'

/** The kinds of plans that differ in what an app on them may have. */
export type PlanKind = 'flex' | 'consumption' | 'premium' | 'dedicated'

interface Sku {
  readonly kind: PlanKind
  /** Whether Azure can spread it over availability zones. */
  readonly zones: boolean
}

const skus: ReadonlyMap<string, Sku> = new Map([
  ['FC1', { kind: 'flex', zones: true }],
  ['Y1', { kind: 'consumption', zones: false }],
  ...each(['EP1', 'EP2', 'EP3'], { kind: 'premium', zones: true }),
  ...each(['B1', 'B2', 'B3', 'S1', 'S2', 'S3', 'P1V2', 'P2V2', 'P3V2'], { kind: 'dedicated', zones: false }),
  ...each(['P0V3', 'P1V3', 'P2V3', 'P3V3'], { kind: 'dedicated', zones: true }),
  ...each(['P1MV3', 'P2MV3', 'P3MV3', 'P4MV3', 'P5MV3'], { kind: 'dedicated', zones: true }),
])

/** What Azure knows of the SKU of a plan; nothing where there is no such SKU for function apps on Linux. */
export function skuOf(plan: Props): Sku | undefined {
  return skus.get(text(child(plan, 'sku'), 'name').toUpperCase())
}

function each(names: readonly string[], sku: Sku): [string, Sku][] {
  return names.map((name) => [name, sku])
}
