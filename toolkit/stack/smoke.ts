import '../local/compileCache.ts'

const { smokeCommand } = await import('./smokeCommand.ts')

process.exit(await smokeCommand(process.argv.slice(2)))
