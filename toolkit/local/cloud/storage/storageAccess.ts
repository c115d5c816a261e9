/** How to reach one storage account. */
export interface StorageAccess {
  readonly accountName: string
  readonly accountKey: string
  /** With a trailing slash, as Azure reports `primaryEndpoints`. */
  readonly endpoints: { readonly blob: string; readonly queue: string; readonly table: string }
  readonly connectionString: string
}

export function storageAccess(
  accountName: string,
  accountKey: string,
  ports: { readonly blob: number; readonly queue: number; readonly table: number },
): StorageAccess {
  const endpoint = (port: number) => `http://127.0.0.1:${port}/${accountName}`
  const parts = {
    DefaultEndpointsProtocol: 'http',
    AccountName: accountName,
    AccountKey: accountKey,
    BlobEndpoint: endpoint(ports.blob),
    QueueEndpoint: endpoint(ports.queue),
    TableEndpoint: endpoint(ports.table),
  }
  return {
    accountName,
    accountKey,
    endpoints: {
      blob: `${parts.BlobEndpoint}/`,
      queue: `${parts.QueueEndpoint}/`,
      table: `${parts.TableEndpoint}/`,
    },
    connectionString: Object.entries(parts)
      .map(([name, value]) => `${name}=${value};`)
      .join(''),
  }
}
