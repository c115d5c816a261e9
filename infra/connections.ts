import type * as pulumi from '@pulumi/pulumi'
import type { Binding, FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { type RoleName, rolesOfBinding } from './roles.ts'
import type { CommonSettings } from './settings.ts'
import { isFixedName } from './storageNeeds.ts'

export interface ConnectionRole {
  readonly connection: string
  readonly role: RoleName
  readonly resourceId: string
}

/** App settings for the connections that the stack's settings give: where the service is, and as whom to go there. */
export function connectionSettings(
  { connections }: CommonSettings,
  clientId: pulumi.Input<string>,
): Record<string, pulumi.Input<string>> {
  return Object.fromEntries(
    Object.entries(connections).flatMap(([name, { resourceId: _scope, ...services }]) =>
      Object.entries({ ...services, credential: 'managedidentity', clientId }).map(([key, value]) => [
        `${name}__${key}`,
        value,
      ]),
    ),
  )
}

/** The roles of the identity on what the connections lead to: those of the bindings that use them, no more. */
export function connectionRoles(
  functions: readonly FunctionMetadata[],
  { connections }: CommonSettings,
): ConnectionRole[] {
  return Object.entries(connections).flatMap(([connection, { resourceId }]) => {
    const roles = bindingsOn(functions, connection).flatMap((binding) => rolesOfBinding(binding) ?? [])
    return resourceId === undefined
      ? []
      : [...new Set(roles)].sort().map((role) => ({ connection, role, resourceId }))
  })
}

/** What is missing or too much between the bindings' connections and the settings, a sentence each with the mend. */
export function connectionRefusals(
  functions: readonly FunctionMetadata[],
  settings: CommonSettings,
): string[] {
  return [...missing(functions, settings), ...withoutRole(functions, settings)]
}

function missing(functions: readonly FunctionMetadata[], settings: CommonSettings): string[] {
  const given = [...Object.keys(settings.connections), ...Object.keys(settings.appSettings)]
  const names = new Set(['azurewebjobsstorage', ...given.map((name) => prefixOf(name))])
  return functions.flatMap(({ name, bindings }) => {
    const used = bindings.map(({ connection }) => connection).filter(isFixedName)
    return [...new Set(used)]
      .filter((connection) => !names.has(prefixOf(connection)))
      .map(
        (connection) =>
          `Function ${name} uses the connection ${connection}, which no setting gives. Say where it leads with ` +
          `app:connections.${connection}, or give a connection string as app:appSettings.${connection}.`,
      )
  })
}

function withoutRole(functions: readonly FunctionMetadata[], { connections }: CommonSettings): string[] {
  return Object.entries(connections).flatMap(([connection, { resourceId }]) => {
    if (resourceId === undefined) return []
    const bindings = bindingsOn(functions, connection)
    if (bindings.length === 0) {
      return [
        `app:connections.${connection} has a resourceId, but no binding uses the connection, so no role follows ` +
          'from it. Remove resourceId.',
      ]
    }
    return bindings
      .filter((binding) => rolesOfBinding(binding) === undefined)
      .map(
        ({ type }) =>
          `app:connections.${connection} has a resourceId, but no built-in role is known for a binding of type ${type}. ` +
          'Remove resourceId and give the identity its role yourself.',
      )
  })
}

function bindingsOn(functions: readonly FunctionMetadata[], name: string): Binding[] {
  return functions
    .flatMap(({ bindings }) => bindings)
    .filter(({ connection }) => isFixedName(connection) && prefixOf(connection) === prefixOf(name))
}

/** `ordersBus__fullyQualifiedNamespace` belongs to `ordersBus`; the host compares names without regard to case. */
function prefixOf(name: string): string {
  return (name.split('__')[0] ?? name).toLowerCase()
}
