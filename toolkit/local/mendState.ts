import { copyFileSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stateFiles } from './stackState.ts'

/**
 * Mends Pulumi's files that were cut off in the middle of being written. Has to come before anything asks the engine
 * for the stack, and while no engine writes.
 */
export function mendState(stateDirectory: string): void {
  putCopiesBack(stateDirectory)
  removeCutAttributes(stateDirectory)
}

/** Puts the engine's own copy of a state in place of one that cannot be read. */
function putCopiesBack(stateDirectory: string): void {
  for (const file of stateFiles(stateDirectory)) {
    if (!isJson(file) && isJson(`${file}.bak`)) copyFileSync(`${file}.bak`, file)
  }
}

/**
 * The attributes that lie beside each of the engine's files where its backend was opened without `metadata=skip`. Cut
 * off they keep it from opening the file itself ("failed to load checkpoint: EOF"); it does without those it lacks.
 */
function removeCutAttributes(stateDirectory: string): void {
  for (const file of globSync(join(stateDirectory, '.pulumi/**/*.attrs'))) {
    if (!isJson(file)) rmSync(file, { force: true })
  }
}

function isJson(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, 'utf8'))
    return true
  } catch {
    return false
  }
}
