/** One implementation of the conformance app, to be held against the contract. */
export interface Runner {
  /** What it is made with, e.g. `TypeScript on Bun`. */
  readonly name: string
  build(): Promise<BuiltApp>
  /** What this machine lacks to build it: then nothing of it is tested, which is shown. */
  readonly missing?: string | undefined
  /** Why this implementation leaves out a case, by its number. */
  readonly cannot: Readonly<Record<string, string>>
}

export interface BuiltApp {
  /** What host.json starts. */
  readonly executable: string
  /** The app folder: host.json and a folder with a function.json for every function. */
  readonly directory: string
}
