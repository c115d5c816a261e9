import * as web from '@pulumi/azure-native/web/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'

const strongTls = new Set<string | undefined>(['1.2', '1.3'])

/** A function app answers over TLS, runs as an identity, and is not published to by password. */
export const functionAppPolicies: ResourceValidationPolicy[] = [
  {
    name: 'app-https-only',
    description: 'A function app answers over HTTPS only.',
    validateResource: validateResourceOfType(web.WebApp, (app, _args, violation) => {
      if (app.httpsOnly !== true) violation('The app answers over plain HTTP. Set httpsOnly: true.')
    }),
  },
  {
    name: 'app-tls',
    description: 'A function app takes TLS 1.2 or newer, its deployment site too.',
    validateResource: validateResourceOfType(web.WebApp, (app, _args, violation) => {
      const config = app.siteConfig
      if (!strongTls.has(config?.minTlsVersion)) {
        violation('The app takes TLS older than 1.2. Set siteConfig.minTlsVersion: "1.2".')
      }
      if (config?.scmMinTlsVersion !== undefined && !strongTls.has(config.scmMinTlsVersion)) {
        violation('The deployment site takes TLS older than 1.2. Set siteConfig.scmMinTlsVersion: "1.2".')
      }
    }),
  },
  {
    name: 'app-managed-identity',
    description: 'A function app runs as a managed identity.',
    validateResource: validateResourceOfType(web.WebApp, (app, _args, violation) => {
      const type = app.identity?.type
      if (type === undefined || type === 'None') {
        violation('The app has no identity, so that it can reach nothing without a secret. Set identity.')
      }
    }),
  },
  {
    name: 'app-no-ftp',
    description: 'Nobody publishes to a function app over FTP.',
    validateResource: validateResourceOfType(web.WebApp, (app, _args, violation) => {
      // Flex Consumption has no FTP, and refuses the property.
      if (app.functionAppConfig === undefined && app.siteConfig?.ftpsState !== 'Disabled') {
        violation('Files of the app can be changed over FTP. Set siteConfig.ftpsState: Disabled.')
      }
    }),
  },
  {
    name: 'app-no-remote-debugging',
    description: 'No debugger is let into a function app.',
    validateResource: validateResourceOfType(web.WebApp, (app, _args, violation) => {
      if (app.siteConfig?.remoteDebuggingEnabled === true) {
        violation('A debugger can be attached to the app. Set siteConfig.remoteDebuggingEnabled: false.')
      }
    }),
  },
  {
    name: 'app-cors-named',
    description: 'Browsers call a function app from origins that are named.',
    validateResource: validateResourceOfType(web.WebApp, (app, _args, violation) => {
      if (app.siteConfig?.cors?.allowedOrigins?.includes('*')) {
        violation(
          'Any web page may call the functions (CORS *). Name the origins in siteConfig.cors.allowedOrigins.',
        )
      }
    }),
  },
]
