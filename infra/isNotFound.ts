/** Whether Azure said that there is no such resource, or no such group. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && /Resource(Group)?NotFound/.test(error.message)
}
