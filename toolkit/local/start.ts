import './compileCache.ts'

const { startCommand } = await import('./startCommand.ts')

process.exitCode = await startCommand(process.argv.slice(2))
