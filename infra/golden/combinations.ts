const axes = {
  plan: ['flex', 'premium', 'consumption', 'dedicated'],
  auth: ['identity', 'connectionString'],
  network: ['public', 'private'],
  delivery: ['pulumi', 'cli', 'external'],
} as const

export interface Combination {
  readonly plan: (typeof axes.plan)[number]
  readonly auth: (typeof axes.auth)[number]
  readonly network: (typeof axes.network)[number]
  readonly delivery: (typeof axes.delivery)[number]
}

/** Every plan × auth × network × delivery; whether the settings allow it is for the settings to say. */
export const combinations: readonly Combination[] = axes.plan.flatMap((plan) =>
  axes.auth.flatMap((auth) =>
    axes.network.flatMap((network) => axes.delivery.map((delivery) => ({ plan, auth, network, delivery }))),
  ),
)

/** The settings of a combination. What a closed storage account cannot take goes into one of its own. */
export function configOf(combination: Combination): Record<string, string> {
  const separate = combination.network === 'private' && combination.delivery === 'pulumi'
  const settings = { ...combination, ...(separate && { packageStore: 'separate' }) }
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`app:${name}`, value]))
}

export function nameOf({ plan, auth, network, delivery }: Combination): string {
  return `${plan}-${auth}-${network}-${delivery}`
}
