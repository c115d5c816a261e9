import type { Binding, FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { UserError } from '../toolkit/build/userError.ts'

/** What the functions' bindings need of the app's own storage account. */
export interface StorageNeeds {
  readonly queues: readonly string[]
  readonly containers: readonly string[]
}

const hostStorage = 'AzureWebJobsStorage'

/** Containers that hold the packages. */
export const stackContainers: readonly string[] = ['releases', 'app-package']

function reservedMessage(names: readonly string[]): string {
  return (
    `A binding uses the blob container ${names.join(', ')}, which the stack keeps its packages in. ` +
    'Give the binding a container of another name.'
  )
}

/** Queues and containers named by the bindings; names with an expression are known only at run time. */
export function storageNeeds(functions: readonly FunctionMetadata[]): StorageNeeds {
  const bindings = functions.flatMap((metadata) => metadata.bindings).filter(usesHostStorage)
  const containers = names(bindings.filter(isBlob).map((binding) => containerOf(binding.path)))
  const reserved = containers.filter((name) => stackContainers.includes(name))
  if (reserved.length > 0) throw new UserError('container-reserved', reservedMessage(reserved))
  return {
    queues: names(bindings.filter(isQueue).map((binding) => binding.queueName)),
    containers,
  }
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
