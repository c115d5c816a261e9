/** The outputs of the program, without those that this stack does not have: Pulumi warns of each that is undefined. */
export function stackOutputs(program: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(program).filter(([, value]) => value !== undefined))
}
