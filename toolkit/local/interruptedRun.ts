import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stack } from '@pulumi/pulumi/automation/index.js'
import { z } from 'zod'
import { stateDirectory } from './project.ts'
import { stateFiles } from './stackState.ts'

const checkpointSchema = z.looseObject({ pending_operations: z.array(z.unknown()).nullish() })

/**
 * Clears what an engine that was killed leaves behind: its lock, and operations noted as begun. Nobody else can hold
 * them, as only one process at a time holds this checkout's localhost; each operation is simply done again.
 */
export async function forgetInterruptedRun(stack: Stack): Promise<void> {
  if (!hasLock()) return // an engine that ended by itself took its lock away
  await stack.cancel()
  const state = await stack.exportStack()
  const checkpoint = checkpointSchema.safeParse(state.deployment)
  if (!checkpoint.success || !checkpoint.data.pending_operations?.length) return
  await stack.importStack({ ...state, deployment: { ...checkpoint.data, pending_operations: [] } })
}

/**
 * Puts the engine's own copy of the state in place of one that was cut off in the middle of being written. Has to come
 * before anything asks the engine for the stack.
 */
export function mendState(): void {
  for (const file of stateFiles()) {
    if (!isJson(file) && isJson(`${file}.bak`)) copyFileSync(`${file}.bak`, file)
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

function hasLock(): boolean {
  const locks = join(stateDirectory, '.pulumi', 'locks')
  if (!existsSync(locks)) return false
  return readdirSync(locks, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())
}
