import { z } from 'zod'

const resourceId = z
  .string()
  .regex(
    /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+(\/[^/]+\/[^/]+)+$/i,
    'it has to be a resource id: /subscriptions/…/resourceGroups/…/providers/….',
  )

const connection = z
  .strictObject({
    fullyQualifiedNamespace: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'it has to be a host name like orders.servicebus.windows.net.'),
    blobServiceUri: z.url({ protocol: /^https?$/ }),
    queueServiceUri: z.url({ protocol: /^https?$/ }),
    tableServiceUri: z.url({ protocol: /^https?$/ }),
    accountEndpoint: z.url({ protocol: /^https?$/ }),
    resourceId,
  })
  .partial()

/** `ordersBus: { fullyQualifiedNamespace, resourceId }`: what a binding's `connection: 'ordersBus'` stands for. */
export const connectionsSetting = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'a name has letters, digits and _ only.'), connection)
  .default({})
  .describe(
    'Connections of bindings other than the storage of the app: by name, where the service is ' +
      '(`fullyQualifiedNamespace`, `blobServiceUri`, `queueServiceUri`, `tableServiceUri`, `accountEndpoint`), ' +
      'and as `resourceId` the resource that the identity gets the roles of the bindings on.',
  )

export type ConnectionSetting = z.infer<typeof connection>
