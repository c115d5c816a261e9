import * as web from '@pulumi/azure-native/web/index.js'
import * as pulumi from '@pulumi/pulumi'
import type { HostingPlan, SiteContext } from './plans/plan.ts'
import { userAppSettings } from './userAppSettings.ts'
import { withoutNetFramework } from './withoutNetFramework.ts'

export interface FunctionAppArgs extends SiteContext {
  readonly name: pulumi.Input<string>
  readonly resourceGroupName: pulumi.Input<string>
  readonly plan: HostingPlan
  readonly appSettings: Readonly<Record<string, pulumi.Input<string>>>
}

/** The hosting plan and the function app on it. */
export class FunctionApp extends pulumi.ComponentResource {
  readonly site: web.WebApp
  /** Where the functions answer, without a trailing slash. */
  readonly url: pulumi.Output<string>

  constructor(name: string, args: FunctionAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:FunctionApp', name, {}, opts)
    const { resourceGroupName, settings, plan, identityId } = args
    const serverFarm = new web.AppServicePlan(
      'plan',
      { resourceGroupName, ...plan.plan(settings) },
      { parent: this },
    )
    const appSettings = { ...args.appSettings, ...plan.appSettings(settings), ...userAppSettings(settings) }
    this.site = new web.WebApp(
      'app',
      {
        name: args.name,
        resourceGroupName,
        kind: 'functionapp,linux',
        reserved: true,
        serverFarmId: serverFarm.id,
        identity: { type: web.ManagedServiceIdentityType.UserAssigned, userAssignedIdentities: [identityId] },
        keyVaultReferenceIdentity: identityId,
        httpsOnly: true,
        clientAffinityEnabled: false,
        publicNetworkAccess: 'Enabled',
        siteConfig: {
          minTlsVersion: web.SupportedTlsVersions.SupportedTlsVersions_1_2,
          appSettings: Object.entries(appSettings).map(([name, value]) => ({ name, value })),
          ...(settings.allowedOrigins.length > 0 && { cors: { allowedOrigins: settings.allowedOrigins } }),
        },
        ...plan.site(args),
      },
      { parent: this, transformations: [withoutNetFramework] },
    )
    // The scheme is what the site itself reports to serve.
    this.url = pulumi
      .all([this.site.httpsOnly, this.site.defaultHostName])
      .apply(([httpsOnly, host]) => `${httpsOnly ? 'https' : 'http'}://${host}`)
    this.registerOutputs({ url: this.url })
  }
}
