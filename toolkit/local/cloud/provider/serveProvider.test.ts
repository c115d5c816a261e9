import { RestError } from '@azure/storage-blob'
import * as grpc from '@grpc/grpc-js'
import services from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import proto from '@pulumi/pulumi/proto/provider_pb.js'
import structProto from 'google-protobuf/google/protobuf/struct_pb.js'
import { expect, it, onTestFinished } from 'vitest'
import type { Provider } from './provider.ts'
import { serveProvider } from './serveProvider.ts'

const urn = 'urn:pulumi:local::shop::shop:infra:Storage$azure-native:storage:Queue::orders'

async function clientOf(provider: Partial<Provider>) {
  const rest: Provider = {
    version: '1.2.3',
    check: ({ news }) => ({ inputs: news, failures: [] }),
    diff: async () => ({ changed: [], replaces: [], deleteBeforeReplace: false }),
    create: async (type, inputs) => ({ id: type, outputs: inputs }),
    update: async (_type, _id, _olds, news) => news,
    read: () => undefined,
    remove: async () => {},
    invoke: async (token) => ({ token }),
  }
  const served = await serveProvider({ ...rest, ...provider })
  const client = new services.ResourceProviderClient(
    `127.0.0.1:${served.port}`,
    grpc.credentials.createInsecure(),
  )
  onTestFinished(() => {
    client.close()
    served.stop()
  })
  return client
}

it('hands the type of the URN and the inputs to the provider', async () => {
  const client = await clientOf({})
  const request = new proto.CreateRequest()
    .setUrn(urn)
    .setProperties(structProto.Struct.fromJavaScript({ queueName: 'orders' }))
  const created = await new Promise<proto.CreateResponse>((resolve, reject) =>
    client.create(request, (error, response) => (error ? reject(error) : resolve(response))),
  )
  expect(created.getId()).toBe('azure-native:storage:Queue')
  expect(created.getProperties()?.toJavaScript()).toEqual({ queueName: 'orders' })
})

it('answers a thrown error with its message alone', async () => {
  expect(await refusalOf(new Error('ResourceNotFound: no such thing'))).toBe(
    'ResourceNotFound: no such thing',
  )
})

it('explains a full disk, also where the storage emulator only answers that it failed', async () => {
  expect(await refusalOf(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' }))).toBe(
    'The disk is full: there is no room to write. Make some (`df -h` shows which disk it is), then run the command ' +
      'again: it goes on where it was.',
  )
  expect(await refusalOf(new RestError('', { statusCode: 500 }))).toBe(
    'The storage emulator answered 500, as it does where its disk is full (`df -h` shows it). Make room, then run the ' +
      'command again: it goes on where it was.',
  )
})

async function refusalOf(error: Error): Promise<string | undefined> {
  const client = await clientOf({ invoke: () => Promise.reject(error) })
  const failure = await new Promise<grpc.ServiceError | null>((resolve) =>
    client.invoke(new proto.InvokeRequest().setTok('a:b:c'), (refused) => resolve(refused)),
  )
  return failure?.details
}

it('says of a resource it does not know that it is gone', async () => {
  const client = await clientOf({})
  const read = await new Promise<proto.ReadResponse>((resolve, reject) =>
    client.read(new proto.ReadRequest().setUrn(urn).setId('/x'), (error, response) =>
      error ? reject(error) : resolve(response),
    ),
  )
  expect(read.getId()).toBe('')
})
