import './compileCache.ts'

const { localCommand } = await import('./localCommand.ts')

process.exit(await localCommand(process.argv.slice(2)))
