import { readFileSync } from 'node:fs'
import type { Stack } from '@pulumi/pulumi/automation/index.js'
import { z } from 'zod'
import { stateFiles } from './stackState.ts'

const checkpointSchema = z.looseObject({ pending_operations: z.array(z.unknown()).nullish() })

/**
 * Clears the operations that an engine which was killed noted as begun. Nobody else can be in the middle of them, as
 * only one process at a time holds this checkout's localhost; each is simply done again.
 */
export async function forgetInterruptedRun(stack: Stack): Promise<void> {
  if (!stateFiles().some((file) => readFileSync(file, 'utf8').includes('"pending_operations"'))) return
  const state = await stack.exportStack()
  const checkpoint = checkpointSchema.safeParse(state.deployment)
  if (!checkpoint.success || !checkpoint.data.pending_operations?.length) return
  await stack.importStack({ ...state, deployment: { ...checkpoint.data, pending_operations: [] } })
}
