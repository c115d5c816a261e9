import type { Binding, FunctionMetadata } from '../toolkit/build/functionMetadata.ts'

/** What the functions' bindings need of the app's own storage account. */
export interface StorageNeeds {
  readonly queues: readonly string[]
  readonly containers: readonly string[]
}

const hostStorage = 'AzureWebJobsStorage'

/** Containers that hold the packages. */
export const stackContainers: readonly string[] = ['releases', 'app-package']

/** Queues and containers named by the bindings; names with an expression are known only at run time. */
export function storageNeeds(functions: readonly FunctionMetadata[]): StorageNeeds {
  const bindings = functions.flatMap((metadata) => metadata.bindings).filter(usesHostStorage)
  return {
    queues: names(bindings.filter(isQueue).map((binding) => binding.queueName)),
    containers: names(bindings.filter(isBlob).map((binding) => containerOf(binding.path))),
  }
}

/** Why bindings cannot have the containers they name, a sentence each with the mend. */
export function reservedContainers(functions: readonly FunctionMetadata[]): string[] {
  return storageNeeds(functions)
    .containers.filter((name) => stackContainers.includes(name))
    .map(
      (name) =>
        `A binding uses the blob container ${name}, which the stack keeps its packages in. ` +
        'Give the binding a container of another name.',
    )
}

function usesHostStorage({ connection }: Binding): boolean {
  return connection === undefined || connection === '' || connection === hostStorage
}

function isQueue({ type }: Binding): boolean {
  return /^queue(Trigger)?$/i.test(type)
}

function isBlob({ type }: Binding): boolean {
  return /^blob(Trigger)?$/i.test(type)
}

function containerOf(path: unknown): unknown {
  return typeof path === 'string' ? path.split('/')[0] : undefined
}

function names(values: readonly unknown[]): string[] {
  const fixed = values.filter((value): value is string => typeof value === 'string' && !/[{}%]/.test(value))
  return [...new Set(fixed)].filter((name) => name !== '').sort()
}
