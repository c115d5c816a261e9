import * as web from '@pulumi/azure-native/types/enums/web/index.js'
import { AppServicePlan } from '@pulumi/azure-native/web/appServicePlan.js'
import { WebApp } from '@pulumi/azure-native/web/webApp.js'
import { WebAppFtpAllowed } from '@pulumi/azure-native/web/webAppFtpAllowed.js'
import { WebAppScmAllowed } from '@pulumi/azure-native/web/webAppScmAllowed.js'
import * as pulumi from '@pulumi/pulumi'
import { exactSiteConfig } from './exactSiteConfig.ts'
import { existingPlan } from './existingPlan.ts'
import type { HostingPlan, SiteContext } from './plans/plan.ts'

export interface FunctionAppArgs extends SiteContext {
  readonly name: pulumi.Input<string>
  readonly resourceGroupName: pulumi.Input<string>
  readonly plan: HostingPlan
  /** Which plan it is: an app cannot move from one to another, so a change of it replaces the app. */
  readonly planName: string
  readonly appSettings: Readonly<Record<string, pulumi.Input<string>>>
  readonly allowedOrigins: string[]
  /** Id of a plan to run on, in place of one of its own. */
  readonly existingPlanId?: pulumi.Input<string> | undefined
  /** The subnet that everything the app sends goes through; without one it goes over the Internet. */
  readonly subnetId?: pulumi.Input<string> | undefined
}

/** The hosting plan and the function app on it. */
export class FunctionApp extends pulumi.ComponentResource {
  readonly site: WebApp
  /** Where the functions answer, without a trailing slash. */
  readonly url: pulumi.Output<string>
  /** What has to be there before the app counts as complete. */
  readonly parts: pulumi.Resource[]

  constructor(name: string, args: FunctionAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:FunctionApp', name, {}, opts)
    const { resourceGroupName, plan, identityId, allowedOrigins, subnetId } = args
    const onPlan = { parent: this, replacementTrigger: args.planName }
    const planId = args.existingPlanId
      ? existingPlan(args.existingPlanId, plan, { parent: this })
      : new AppServicePlan('plan', { resourceGroupName, ...plan.serverFarm }, onPlan).id
    const { functionAppConfig, siteConfig: planConfig } = plan.site(args)
    const appSettings = { ...args.appSettings, ...plan.appSettings(args) }
    const siteConfig = {
      minTlsVersion: web.SupportedTlsVersions.SupportedTlsVersions_1_2,
      appSettings: Object.entries(appSettings).map(([name, value]) => ({ name, value })),
      ...(allowedOrigins.length > 0 && { cors: { allowedOrigins } }),
      ...planConfig,
    }
    this.site = new WebApp(
      'app',
      {
        name: args.name,
        resourceGroupName,
        kind: 'functionapp,linux',
        reserved: true,
        serverFarmId: planId,
        identity: { type: web.ManagedServiceIdentityType.UserAssigned, userAssignedIdentities: [identityId] },
        keyVaultReferenceIdentity: identityId,
        httpsOnly: true,
        clientAffinityEnabled: false,
        publicNetworkAccess: 'Enabled',
        ...(functionAppConfig && { functionAppConfig }),
        ...(subnetId && { virtualNetworkSubnetId: subnetId, outboundVnetRouting: { allTraffic: true } }),
        siteConfig,
      },
      { ...onPlan, deleteBeforeReplace: true, transformations: [exactSiteConfig(siteConfig)] },
    )
    this.parts = [this.site, ...(plan.hasBasicAuthentication ? this.#withoutBasicAuthentication(args) : [])]
    // The scheme is what the site itself reports to serve.
    this.url = pulumi
      .all([this.site.httpsOnly, this.site.defaultHostName])
      .apply(([httpsOnly, host]) => `${httpsOnly ? 'https' : 'http'}://${host}`)
    this.registerOutputs({ url: this.url })
  }

  #withoutBasicAuthentication({ resourceGroupName }: FunctionAppArgs): pulumi.Resource[] {
    const policy = { name: this.site.name, resourceGroupName, allow: false }
    return [
      new WebAppFtpAllowed('ftp', policy, { parent: this }),
      new WebAppScmAllowed('scm', policy, { parent: this }),
    ]
  }
}
