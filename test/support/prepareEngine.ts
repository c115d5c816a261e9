import { engine } from '../../toolkit/local/engine/engine.ts'
import { steady } from '../../toolkit/local/steady.ts'

/** Before all tests: the Pulumi CLI, which the first run on a machine may have to build, once rather than in each file. */
export async function setup(): Promise<void> {
  const { origin } = await engine(steady((line) => console.log(line)))
  console.log(`Pulumi engine: ${origin}`)
}
