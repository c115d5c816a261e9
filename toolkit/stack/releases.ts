import '../local/compileCache.ts'

const { releasesCommand } = await import('./releasesCommand.ts')

process.exit(await releasesCommand(process.argv.slice(2)))
