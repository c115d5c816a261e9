import type { ChildProcess } from 'node:child_process'

const children = new Set<ChildProcess>()

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** Makes sure that a child process does not outlive this one; the answer lets it go again. */
export function killWithUs(child: ChildProcess): () => void {
  children.add(child)
  const release = () => children.delete(child)
  child.once('exit', release)
  return release
}
