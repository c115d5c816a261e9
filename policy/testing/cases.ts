type Props = Record<string, unknown>

/** What a rule lets pass, what it refuses, and what it then says. */
export interface Case {
  readonly rule: string
  readonly type: string
  readonly passes: Props
  readonly violates: Props
  readonly message: string
  readonly config?: Props
}

const account = 'storage:StorageAccount'
const app = 'web:WebApp'
const setting = (value: string) => ({ siteConfig: { appSettings: [{ name: 'Storage', value }] } })
const roleOn = (scope: string, role = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b') => ({
  scope,
  roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${role}`,
})
const accountId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st'
const week = { enabled: true, days: 7 }

export const cases: readonly Case[] = [
  {
    rule: 'storage-https-only',
    type: account,
    passes: { enableHttpsTrafficOnly: true },
    violates: {},
    message: 'The storage account takes plain HTTP. Set enableHttpsTrafficOnly: true.',
  },
  {
    rule: 'storage-tls',
    type: account,
    passes: { minimumTlsVersion: 'TLS1_2' },
    violates: { minimumTlsVersion: 'TLS1_1' },
    message: 'The storage account takes TLS1_1. Set minimumTlsVersion: TLS1_2.',
  },
  {
    rule: 'storage-tls',
    type: account,
    passes: { minimumTlsVersion: 'TLS1_3' },
    violates: {},
    message: 'The storage account takes TLS 1.0. Set minimumTlsVersion: TLS1_2.',
  },
  {
    rule: 'storage-no-public-blobs',
    type: account,
    passes: { allowBlobPublicAccess: false },
    violates: {},
    message: 'Containers of the storage account can be made public. Set allowBlobPublicAccess: false.',
  },
  {
    rule: 'storage-no-cross-tenant-replication',
    type: account,
    passes: { allowCrossTenantReplication: false },
    violates: { allowCrossTenantReplication: true },
    message: 'Blobs can be replicated to another tenant. Set allowCrossTenantReplication: false.',
  },
  {
    rule: 'storage-no-local-users',
    type: account,
    passes: { isLocalUserEnabled: false },
    violates: { isLocalUserEnabled: false, isSftpEnabled: true },
    message:
      'The storage account lets local users in, past Entra ID. Set isLocalUserEnabled: false and isSftpEnabled: false.',
  },
  {
    rule: 'storage-entra-first',
    type: account,
    passes: { allowSharedKeyAccess: false },
    violates: { allowSharedKeyAccess: true },
    message:
      'The storage account is opened with its key by default. Set defaultToOAuthAuthentication: true, or allowSharedKeyAccess: false.',
  },
  {
    rule: 'storage-sas-policy',
    type: account,
    passes: { sasPolicy: { expirationAction: 'Log', sasExpirationPeriod: '01.00:00:00' } },
    violates: { allowSharedKeyAccess: true },
    message:
      'A SAS token of the storage account may live for ever, and nobody is told. Set sasPolicy, e.g. { expirationAction: "Log", sasExpirationPeriod: "01.00:00:00" }.',
  },
  {
    rule: 'container-private',
    type: 'storage:BlobContainer',
    passes: { publicAccess: 'None' },
    violates: { publicAccess: 'Blob' },
    message: 'The container is open to anybody, or does not say. Set publicAccess: None.',
  },
  {
    rule: 'blob-soft-delete',
    type: 'storage:BlobServiceProperties',
    passes: { deleteRetentionPolicy: week, containerDeleteRetentionPolicy: week },
    violates: { deleteRetentionPolicy: { enabled: true, days: 6 }, containerDeleteRetentionPolicy: week },
    message:
      'What is deleted is gone at once. Set deleteRetentionPolicy: { enabled: true, days: 7 } or more.',
  },
  {
    rule: 'app-https-only',
    type: app,
    passes: { httpsOnly: true },
    violates: {},
    message: 'The app answers over plain HTTP. Set httpsOnly: true.',
  },
  {
    rule: 'app-tls',
    type: app,
    passes: { siteConfig: { minTlsVersion: '1.2' } },
    violates: { siteConfig: { minTlsVersion: '1.0' } },
    message: 'The app takes TLS older than 1.2. Set siteConfig.minTlsVersion: "1.2".',
  },
  {
    rule: 'app-tls',
    type: app,
    passes: { siteConfig: { minTlsVersion: '1.3', scmMinTlsVersion: '1.2' } },
    violates: { siteConfig: { minTlsVersion: '1.3', scmMinTlsVersion: '1.1' } },
    message: 'The deployment site takes TLS older than 1.2. Set siteConfig.scmMinTlsVersion: "1.2".',
  },
  {
    rule: 'app-managed-identity',
    type: app,
    passes: { identity: { type: 'UserAssigned' } },
    violates: { identity: { type: 'None' } },
    message: 'The app has no identity, so that it can reach nothing without a secret. Set identity.',
  },
  {
    rule: 'app-no-ftp',
    type: app,
    passes: { siteConfig: { ftpsState: 'Disabled' } },
    violates: { siteConfig: { ftpsState: 'FtpsOnly' } },
    message: 'Files of the app can be changed over FTP. Set siteConfig.ftpsState: Disabled.',
  },
  {
    rule: 'app-no-ftp',
    type: app,
    passes: { functionAppConfig: {} },
    violates: {},
    message: 'Files of the app can be changed over FTP. Set siteConfig.ftpsState: Disabled.',
  },
  {
    rule: 'app-no-remote-debugging',
    type: app,
    passes: { siteConfig: { remoteDebuggingEnabled: false } },
    violates: { siteConfig: { remoteDebuggingEnabled: true } },
    message: 'A debugger can be attached to the app. Set siteConfig.remoteDebuggingEnabled: false.',
  },
  {
    rule: 'app-cors-named',
    type: app,
    passes: { siteConfig: { cors: { allowedOrigins: ['https://shop.example'] } } },
    violates: { siteConfig: { cors: { allowedOrigins: ['*'] } } },
    message:
      'Any web page may call the functions (CORS *). Name the origins in siteConfig.cors.allowedOrigins.',
  },
  ...[
    ['an account key', 'DefaultEndpointsProtocol=https;AccountName=st;AccountKey=a2V5'],
    ['a shared access key', 'Endpoint=sb://bus/;SharedAccessKeyName=x;SharedAccessKey=a2V5'],
    ['a SAS token', 'https://st.blob.core.windows.net/c/b.zip?sv=1&sig=abc'],
  ].map(([what, value = '']) => ({
    rule: 'app-settings-keyless',
    type: app,
    passes: setting('https://st.blob.core.windows.net/'),
    violates: setting(value),
    message: `The app setting Storage holds ${what}. Use the app's identity: <name>__…ServiceUri, __fullyQualifiedNamespace, or a Key Vault reference.`,
  })),
  ...['web:WebAppFtpAllowed', 'web:WebAppScmAllowed'].map((type) => ({
    rule: 'app-no-publishing-password',
    type,
    passes: { allow: false },
    violates: { allow: true },
    message: 'The app can be published to with a password. Set allow: false.',
  })),
  {
    rule: 'plan-allowed',
    type: 'web:AppServicePlan',
    config: { tiers: ['FlexConsumption'] },
    passes: { sku: { name: 'FC1', tier: 'FlexConsumption' } },
    violates: { sku: { name: 'EP1', tier: 'ElasticPremium' } },
    message: "The plan's tier is ElasticPremium. Allowed is FlexConsumption.",
  },
  {
    rule: 'location-allowed',
    type: 'resources:ResourceGroup',
    config: { locations: ['West Europe'] },
    passes: { location: 'westeurope' },
    violates: { location: 'eastus' },
    message: 'The resource is in eastus. Allowed is westeurope.',
  },
  {
    rule: 'tags-present',
    type: account,
    passes: { tags: { project: 'shop', stack: 'dev', 'managed-by': 'pulumi' } },
    violates: { tags: { project: 'shop' } },
    message: 'The resource has no tag stack, managed-by. Set tags.',
  },
  {
    rule: 'tags-present',
    type: app,
    config: { required: ['cost-centre'] },
    passes: { tags: { 'cost-centre': '1' } },
    violates: {},
    message: 'The resource has no tag cost-centre. Set tags.',
  },
  {
    rule: 'role-narrow',
    type: 'authorization:RoleAssignment',
    passes: roleOn(accountId),
    violates: roleOn(accountId, '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'),
    message: 'The role Owner is far more than an app needs. Assign the role of what it does.',
  },
  {
    rule: 'role-on-one-resource',
    type: 'authorization:RoleAssignment',
    passes: roleOn(accountId),
    violates: roleOn('/subscriptions/s/resourceGroups/rg'),
    message:
      'The role holds for all of /subscriptions/s/resourceGroups/rg. Set scope to the id of one resource.',
  },
  {
    rule: 'telemetry-entra-only',
    type: 'applicationinsights:Component',
    passes: { disableLocalAuth: true },
    violates: {},
    message: 'Whoever has the connection string can write telemetry. Set disableLocalAuth: true.',
  },
  {
    rule: 'logs-daily-cap',
    type: 'operationalinsights:Workspace',
    passes: { workspaceCapping: { dailyQuotaGb: 1 } },
    violates: { workspaceCapping: { dailyQuotaGb: -1 } },
    message: 'A loop that logs can cost any sum. Set workspaceCapping.dailyQuotaGb.',
  },
]
