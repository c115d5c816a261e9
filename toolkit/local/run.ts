import './compileCache.ts'

const { localCommand } = await import('./localCommand.ts')

process.exitCode = await localCommand(process.argv.slice(2))
