import { createRequire } from 'node:module'

/*
 * What runs as the Azurite process: Azurite itself, and the wish to end with the process that started it. Azurite
 * holds its last seconds in memory, so it is asked to end rather than killed.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// Who reads what it says may be gone by then; that must not keep it from writing its data.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
process.channel?.unref() // listening alone must not keep it alive

createRequire(import.meta.url)('azurite/dist/src/azurite.js')
