/** The keys of an app. Contract 9.3 */
export interface AppKeys {
  readonly master: string
  /** Keys that open every function, by name. */
  readonly host: ReadonlyMap<string, string>
  /** Keys of extensions, by name. */
  readonly system: ReadonlyMap<string, string>
  /** Keys that open one function, by name. */
  ofFunction(functionName: string): ReadonlyMap<string, string>
}
