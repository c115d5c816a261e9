const pauseInSeconds = 5

/**
 * Keeps a fast stream of progress readable: where the output is no terminal, at most one line in a few seconds; a line
 * that begins a new phase (its text up to the first digit changes) always comes through.
 */
export function steady(report: (line: string) => void): (line: string) => void {
  if (process.stdout.isTTY) return report
  let phase = ''
  let last = 0
  return (line) => {
    const nextPhase = line.replace(/\d.*/s, '')
    if (nextPhase === phase && Date.now() - last < pauseInSeconds * 1000) return
    phase = nextPhase
    last = Date.now()
    report(line)
  }
}
