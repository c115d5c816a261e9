/**
 * Reads one value of a resource. In a preview a value may not be known yet, and reading it would end the whole rule;
 * here it is left out, and the same rule sees it in the update.
 */
export function ifKnown<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    // The library throws a class that it does not export.
    if (error instanceof Error && error.constructor.name === 'UnknownValueError') return undefined
    throw error
  }
}
