import './compileCache.ts'

const { hostCommand } = await import('./standalone/hostCommand.ts')

process.exit(await hostCommand(process.argv.slice(2)))
