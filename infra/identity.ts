import * as authorization from '@pulumi/azure-native/authorization/index.js'
import * as managedidentity from '@pulumi/azure-native/managedidentity/index.js'
import * as pulumi from '@pulumi/pulumi'

/** Azure's built-in roles, by id: the same in every subscription. */
const roleIds = {
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb',
} as const

export type RoleName = keyof typeof roleIds

export interface IdentityArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly subscriptionId: pulumi.Input<string>
}

/** The identity the app runs as; user-assigned, so that its roles are in place before the app exists. */
export class Identity extends pulumi.ComponentResource {
  readonly identity: managedidentity.UserAssignedIdentity
  readonly #subscriptionId: pulumi.Input<string>

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Identity', name, {}, opts)
    this.#subscriptionId = args.subscriptionId
    this.identity = new managedidentity.UserAssignedIdentity(
      'identity',
      { resourceGroupName: args.resourceGroupName },
      { parent: this },
    )
    this.registerOutputs()
  }

  /** Gives the identity a role on one resource. */
  assign(role: RoleName, scope: pulumi.Input<string>): authorization.RoleAssignment {
    const roleDefinitions = 'providers/Microsoft.Authorization/roleDefinitions'
    return new authorization.RoleAssignment(
      role.toLowerCase().replaceAll(' ', '-'),
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
