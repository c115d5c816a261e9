import type { Binding, FunctionMetadata } from '../toolkit/build/functionMetadata.ts'

/** What the functions' bindings need of the app's own storage account. */
export interface StorageNeeds {
  readonly queues: readonly string[]
  readonly containers: readonly string[]
}

const hostStorage = 'AzureWebJobsStorage'

/** Containers that hold the packages. */
export const stackContainers: readonly string[] = ['releases', 'app-package']

/** Queues and containers named by the bindings, poison queues among them; names with an expression are known only at run time. */
export function storageNeeds(functions: readonly FunctionMetadata[]): StorageNeeds {
  const bindings = hostStorageBindings(functions)
  const queues = names(bindings.filter(isQueue).map((binding) => binding.queueName))
  const triggers = names(bindings.filter(isQueueTrigger).map((binding) => binding.queueName))
  return {
    queues: names([...queues, ...triggers.map((queue) => `${queue}-poison`)]),
    containers: names(bindings.filter(isBlob).map((binding) => containerOf(binding.path))),
  }
}

/** The bindings that use the app's own storage account. */
export function hostStorageBindings(functions: readonly FunctionMetadata[]): Binding[] {
  return functions.flatMap((metadata) => metadata.bindings).filter(usesHostStorage)
}

/** A name without an expression that only an invocation or an app setting resolves. */
export function isFixedName(name: unknown): name is string {
  return typeof name === 'string' && name !== '' && !/[{}%]/.test(name)
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

/** Whether a binding uses the app's own storage account. */
export function usesHostStorage({ connection }: Binding): boolean {
  return connection === undefined || connection === '' || connection === hostStorage
}

function isQueue({ type }: Binding): boolean {
  return /^queue(Trigger)?$/i.test(type)
}

function isQueueTrigger({ type }: Binding): boolean {
  return /^queueTrigger$/i.test(type)
}

function isBlob({ type }: Binding): boolean {
  return /^blob(Trigger)?$/i.test(type)
}

function containerOf(path: unknown): unknown {
  return typeof path === 'string' ? path.split('/')[0] : undefined
}

function names(values: readonly unknown[]): string[] {
  return [...new Set(values.filter(isFixedName))].sort()
}
