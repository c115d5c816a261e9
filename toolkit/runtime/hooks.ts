import type { FunctionCallback } from './coreTypes.ts'

export interface HookContext {
  readonly hookData: Record<string, unknown>
  invocationContext?: unknown
  inputs?: unknown[]
  functionCallback?: FunctionCallback
  result?: unknown
  error?: unknown
  level?: string
  message?: string
  category?: string
}

export type HookCallback = (context: HookContext) => unknown

const registered = new Map<string, HookCallback[]>()

/** The hooks by name: `appStart`, `appTerminate`, `preInvocation`, `postInvocation`, `log`. */
export const hooks = {
  /** Returns what removes the hook again. */
  add(name: string, callback: HookCallback): () => void {
    const callbacks = registered.get(name) ?? []
    registered.set(name, callbacks)
    callbacks.push(callback)
    return () => {
      const index = callbacks.indexOf(callback)
      if (index !== -1) callbacks.splice(index, 1)
    }
  },

  has(name: string): boolean {
    return (registered.get(name)?.length ?? 0) > 0
  },

  /** One after the other, in the order of registration. */
  async run(name: string, context: HookContext): Promise<void> {
    for (const callback of registered.get(name) ?? []) await callback(context)
  },

  /** For the log, which cannot wait: what a hook does asynchronously comes too late to change the line. */
  runNow(name: string, context: HookContext): void {
    for (const callback of registered.get(name) ?? []) callback(context)
  },
}
