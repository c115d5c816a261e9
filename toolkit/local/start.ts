import './compileCache.ts'

const { startCommand } = await import('./startCommand.ts')

// Whatever is still under way, like a download that was given up, ends with this.
process.exit(await startCommand(process.argv.slice(2)))
