import { createRequire } from 'node:module'

/*
 * What runs as the Azurite process: Azurite itself, and the wish to end with the process that started it. Azurite
 * holds its last seconds in memory, so it is asked to end rather than killed.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref() // listening alone must not keep it alive

createRequire(import.meta.url)('azurite/dist/src/azurite.js')
