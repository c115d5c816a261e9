import type { AppServicePlanArgs } from '@pulumi/azure-native/web/appServicePlan.js'
import type { WebAppArgs } from '@pulumi/azure-native/web/webApp.js'
import type * as pulumi from '@pulumi/pulumi'
import type { BuiltApp } from '../builtApp.ts'
import type { SettingConflict } from '../settingConflict.ts'

/** The package that is to be in service, and where it is kept. */
export interface StoredRelease {
  readonly resourceGroupName: pulumi.Input<string>
  readonly accountName: pulumi.Input<string>
  readonly storageAccountId: pulumi.Input<string>
  /** URL of the container of the packages. */
  readonly releasesUrl: pulumi.Input<string>
  /** `/blob/<account>/<container>`: how the name begins that a service SAS is signed for. */
  readonly canonicalReleases: pulumi.Input<string>
  /** Hash of the package. */
  readonly release: pulumi.Input<string>
}

/** What a plan may refer to when it shapes the app. */
export interface SiteContext {
  readonly identityId: pulumi.Input<string>
  /** URL of the container that the platform keeps the running package in, where the plan has one. */
  readonly deploymentContainerUrl?: pulumi.Input<string> | undefined
  /** Nothing where something else than Pulumi delivers packages. */
  readonly stored: StoredRelease | undefined
  /** A secret with the account key, in a stack that does without role assignments. */
  readonly storageConnectionString?: pulumi.Output<string> | undefined
}

/** What a plan needs to bring a package to the app. */
export interface DeliveryContext extends StoredRelease {
  readonly siteName: pulumi.Input<string>
}

export interface DeliveryOptions {
  readonly dependsOn: pulumi.Resource[]
  /** The app: where another one takes its place, the package has to be brought again. */
  readonly replaceWith: pulumi.Resource[]
}

/**
 * Where an app is integrated with a virtual network. Each plan has its own: Azure changes neither the delegation nor the
 * range of a subnet in use, and an app that moves to another plan is in both for a while.
 */
export interface AppSubnet {
  readonly name: string
  /** The service that the subnet is delegated to. */
  readonly delegation: string
  /** Its part of the addresses of the network; the last one is for private endpoints. */
  readonly quarter: 0 | 1 | 2
}

/** What a plan looks at in an app. */
export type HostedApp = Pick<BuiltApp, 'functions' | 'functionTimeout' | 'logLevels'>

/** A hosting plan with its settings: everything that differs between plans, and nothing else. */
export interface HostingPlan {
  /** What whoever deploys should know before they rely on this plan. */
  readonly warning?: string
  /** Settings that are right one by one and do not go together on this plan. */
  readonly conflicts: readonly SettingConflict[]
  /** App settings that Azure forbids or sets itself on this plan. */
  readonly reservedAppSettings: readonly string[]
  /** Why functions of the app cannot run on this plan, a sentence each with the mend. */
  refusals(app: HostedApp): string[]
  readonly serverFarm: Omit<AppServicePlanArgs, 'resourceGroupName'>
  /** The settings that nothing but `serverFarm` comes from. */
  readonly serverFarmSettings: readonly string[]
  /** Whether the platform keeps its own copy of the running package, in a container of the app. */
  readonly keepsDeployment: boolean
  /** The subnet of an app on this plan; without one it has no virtual network. */
  readonly subnet?: AppSubnet
  /** Whether the app itself reads its package, as its identity, from where packages are kept. */
  readonly readsPackages: boolean
  /** Whether the plan has FTP and basic authentication, which then are turned off. */
  readonly hasBasicAuthentication: boolean
  /** Arguments of the app besides those it has on every plan. */
  site(context: SiteContext): Pick<WebAppArgs, 'functionAppConfig' | 'siteConfig'>
  /** App settings besides those the app has on every plan. */
  appSettings(context: SiteContext): Record<string, pulumi.Input<string>>
  /** Makes the app run the package; known when it does. */
  deliver(context: DeliveryContext, opts: DeliveryOptions): pulumi.Output<unknown>
}
