import { z } from 'zod'
import { UserError } from '../../userError.ts'

const artifact = z.object({
  reason: z.literal('compiler-artifact'),
  target: z.object({ name: z.string(), kind: z.array(z.string()) }),
  executable: z.string(),
})

/** Pure: the one program among the JSON messages of `cargo build`. https://doc.rust-lang.org/cargo/reference/external-tools.html */
export function builtProgram(output: string, directory: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('{'))
  const messages = lines.map((line) => artifact.safeParse(JSON.parse(line)))
  const programs = messages.flatMap(({ data }) => (data?.target.kind.includes('bin') ? [data] : []))
  const [only, ...others] = programs
  if (only !== undefined && others.length === 0) return only.executable
  const handler = programs.find(({ target }) => target.name === 'handler')
  if (handler !== undefined) return handler.executable
  throw new UserError(
    'compile-failed',
    only === undefined
      ? `The package in ${directory} has no program to start. Write a src/main.rs.`
      : `The package in ${directory} has several programs (${programs.map(({ target }) => target.name).join(', ')}). ` +
          'Call the one that answers the host "handler".',
  )
}
