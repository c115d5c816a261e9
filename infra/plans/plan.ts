import type * as web from '@pulumi/azure-native/web/index.js'
import type * as pulumi from '@pulumi/pulumi'
import type { Settings } from '../settings.ts'

/** What a plan may refer to when it shapes the app. */
export interface SiteContext {
  readonly settings: Settings
  readonly identityId: pulumi.Input<string>
  /** URL of the container that the platform keeps the running package in. */
  readonly deploymentContainerUrl: pulumi.Input<string>
}

/** What a plan needs to bring a package to the app. */
export interface DeliveryContext {
  readonly settings: Settings
  readonly resourceGroupName: pulumi.Input<string>
  readonly siteName: pulumi.Input<string>
  readonly storageAccountId: pulumi.Input<string>
  /** URL of the container of the packages. */
  readonly releasesUrl: pulumi.Input<string>
  /** `/blob/<account>/<container>`: how the name begins that a service SAS is signed for. */
  readonly canonicalReleases: pulumi.Input<string>
  /** Hash of the package that is to be in service. */
  readonly release: pulumi.Input<string>
}

/** A hosting plan: everything that differs between plans, and nothing else. */
export interface HostingPlan {
  plan(settings: Settings): Omit<web.AppServicePlanArgs, 'resourceGroupName'>
  site(context: SiteContext): Partial<web.WebAppArgs>
  /** App settings that this plan wants besides those every plan has. */
  appSettings(settings: Settings): Record<string, pulumi.Input<string>>
  deliver(context: DeliveryContext, opts: pulumi.CustomResourceOptions): pulumi.CustomResource
}
