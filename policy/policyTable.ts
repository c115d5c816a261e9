import { policies } from './policies.ts'

/** `docs/policy.md`: every rule, out of the pack itself. */
export function policyTable(): string {
  const rows = policies.map(({ name, description }) => `| \`${name}\` | ${description} |`)
  return [
    '<!-- Generated from policy/policyTable.ts: `npx vitest run policy/policyTable.test.ts -u` writes it anew. -->',
    '# Policy pack',
    '',
    '`policy/` holds rules that a deployment has to keep, as a Pulumi policy pack. A rule that is broken stops the',
    'preview or the update before the resource is touched:',
    '',
    '```sh',
    'pulumi preview -s dev --policy-pack policy        # on Azure',
    'npm run local -- pulumi preview --policy-pack policy   # on localhost',
    '```',
    '',
    'The stack as it stands keeps all of them. What a rule cannot judge in a preview, because a value is known only once',
    'a resource is there, it says (`can’t run policy … during preview`) and judges in the update.',
    '',
    '| rule | what has to hold |',
    '| --- | --- |',
    ...rows,
    '',
    'With `--policy-pack-config FILE` an organisation says which regions and plans it allows and which tags it wants, and',
    'softens (`advisory`) or turns off (`disabled`) a rule. `app:auth: connectionString` puts an account key into an app',
    'setting and takes telemetry from whoever has the connection string, so it wants two rules softened:',
    '',
    '```json',
    '{',
    '  "location-allowed": { "locations": ["westeurope", "northeurope"] },',
    '  "plan-allowed": { "tiers": ["FlexConsumption"] },',
    '  "tags-present": { "required": ["project", "stack", "managed-by", "cost-centre"] },',
    '  "app-settings-keyless": "advisory",',
    '  "telemetry-entra-only": "advisory"',
    '}',
    '```',
    '',
    'Its own rules belong beside these: a file in `policy/rules/`, a line in `policy/policies.ts`, a case in',
    '`policy/testing/cases.ts`.',
    '',
  ].join('\n')
}
