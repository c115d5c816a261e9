import { getWebApp } from '@pulumi/azure-native/web/getWebApp.js'
import * as pulumi from '@pulumi/pulumi'
import { ifThere } from './ifThere.ts'
import type { AppLocation } from './places.ts'

/**
 * Whether the storage account of a private app takes nothing from the Internet from now on. An app that runs outside of
 * the network needs it until it is inside: one update moves it, and the next one closes the account.
 */
export async function closesStorage(app: AppLocation): Promise<boolean> {
  const live = await ifThere(pulumi.output(app), getWebApp)
  if (live === undefined || live.virtualNetworkSubnetId) return true
  void pulumi.log.warn(
    'app:network is private, and the app is still outside of the network: its storage account stays open until it is ' +
      'inside. Run `pulumi up` once more after this one, which closes the account.',
  )
  return false
}
