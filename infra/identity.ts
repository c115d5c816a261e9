import { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment.js'
import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity/userAssignedIdentity.js'
import * as authorization from '@pulumi/azure-native/types/enums/authorization/index.js'
import * as pulumi from '@pulumi/pulumi'
import { type RoleName, roleIds } from './roles.ts'

export interface IdentityArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly subscriptionId: pulumi.Input<string>
}

/** The identity the app runs as; user-assigned, so that its roles are in place before the app exists. */
export class Identity extends pulumi.ComponentResource {
  readonly identity: UserAssignedIdentity
  readonly #subscriptionId: pulumi.Input<string>

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Identity', name, {}, opts)
    this.#subscriptionId = args.subscriptionId
    this.identity = new UserAssignedIdentity(
      'identity',
      { resourceGroupName: args.resourceGroupName },
      { parent: this },
    )
    this.registerOutputs()
  }

  /** Gives the identity a role on one resource; `on`, a name for the resource, tells several of one role apart. */
  assign(role: RoleName, scope: pulumi.Input<string>, on?: string): RoleAssignment {
    const roleDefinitions = 'providers/Microsoft.Authorization/roleDefinitions'
    return new RoleAssignment(
      [role.toLowerCase().replaceAll(' ', '-'), on].filter(Boolean).join('-'),
      {
        scope,
        principalId: this.identity.principalId,
        principalType: authorization.PrincipalType.ServicePrincipal,
        roleDefinitionId: pulumi.interpolate`/subscriptions/${this.#subscriptionId}/${roleDefinitions}/${roleIds[role]}`,
      },
      { parent: this },
    )
  }
}
