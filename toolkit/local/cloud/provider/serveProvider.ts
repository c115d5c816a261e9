import * as grpc from '@grpc/grpc-js'
import pluginProto from '@pulumi/pulumi/proto/plugin_pb.js'
import services from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import proto from '@pulumi/pulumi/proto/provider_pb.js'
import emptyProto from 'google-protobuf/google/protobuf/empty_pb.js'
import structProto, { type JavaScriptValue, type Struct } from 'google-protobuf/google/protobuf/struct_pb.js'
import { z } from 'zod'
import { userErrorOf } from '../../../build/systemError.ts'
import { isProps, type Props } from './props.ts'
import type { Provider } from './provider.ts'

export interface ServedProvider {
  readonly port: number
  stop(): void
}

/** Serves a provider over gRPC on a free loopback port, to be attached with `PULUMI_DEBUG_PROVIDERS`. */
export async function serveProvider(provider: Provider): Promise<ServedProvider> {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  })
  server.addService(services.ResourceProviderService, service(provider))
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  return { port, stop: () => server.forceShutdown() }
}

type Answer<Request, Response> = (request: Request) => Response | Promise<Response>

/** A gRPC method out of a function; what it throws becomes the message the user reads. */
function unary<Request, Response>(
  answer: Answer<Request, Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback({ code: grpc.status.UNKNOWN, details: messageOf(error) }),
      )
  }
}

function service(provider: Provider): grpc.UntypedServiceImplementation {
  return {
    attach: unary(() => new emptyProto.Empty()),
    cancel: unary(() => new emptyProto.Empty()),
    getPluginInfo: unary(() => new pluginProto.PluginInfo().setVersion(provider.version)),
    getSchema: unary(() => new proto.GetSchemaResponse().setSchema('{}')),
    checkConfig: unary((request: proto.CheckRequest) =>
      new proto.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: unary(() => new proto.DiffResponse().setChanges(noChange)),
    configure: unary(() => new proto.ConfigureResponse().setSupportspreview(true)),
    check: unary((request: proto.CheckRequest) => check(provider, request)),
    diff: unary((request: proto.DiffRequest) => diff(provider, request)),
    create: unary(async (request: proto.CreateRequest) => {
      const inputs = props(request.getProperties())
      const state = await provider.create(typeOf(request.getUrn()), inputs, request.getPreview())
      return new proto.CreateResponse().setId(state.id).setProperties(struct(state.outputs))
    }),
    update: unary(async (request: proto.UpdateRequest) => {
      const [olds, news] = [props(request.getOlds()), props(request.getNews())]
      const type = typeOf(request.getUrn())
      const outputs = await provider.update(type, request.getId(), olds, news, request.getPreview())
      return new proto.UpdateResponse().setProperties(struct(outputs))
    }),
    read: unary((request: proto.ReadRequest) => {
      const found = provider.read(typeOf(request.getUrn()), request.getId())
      if (found === undefined) return new proto.ReadResponse()
      return new proto.ReadResponse()
        .setId(request.getId())
        .setInputs(struct(found.inputs))
        .setProperties(struct(found.outputs))
    }),
    delete: unary(async (request: proto.DeleteRequest) => {
      await provider.remove(typeOf(request.getUrn()), request.getId())
      return new emptyProto.Empty()
    }),
    invoke: unary(async (request: proto.InvokeRequest) => {
      const result = await provider.invoke(request.getTok(), props(request.getArgs()))
      return new proto.InvokeResponse().setReturn(struct(result))
    }),
  }
}

const { DIFF_NONE: noChange, DIFF_SOME: someChange } = proto.DiffResponse.DiffChanges

function check(provider: Provider, request: proto.CheckRequest): proto.CheckResponse {
  const urn = request.getUrn()
  const { inputs, failures } = provider.check({
    urn,
    type: typeOf(urn),
    name: urn.split('::').at(-1) ?? '',
    olds: props(request.getOlds()),
    news: props(request.getNews()),
    randomSeed: request.getRandomseed_asU8(),
  })
  return new proto.CheckResponse()
    .setInputs(struct(inputs))
    .setFailuresList(
      failures.map(({ property, reason }) =>
        new proto.CheckFailure().setProperty(property).setReason(reason),
      ),
    )
}

async function diff(provider: Provider, request: proto.DiffRequest): Promise<proto.DiffResponse> {
  const { changed, replaces, deleteBeforeReplace } = await provider.diff({
    type: typeOf(request.getUrn()),
    id: request.getId(),
    oldInputs: props(request.getOldInputs()),
    olds: props(request.getOlds()),
    news: props(request.getNews()),
  })
  return new proto.DiffResponse()
    .setChanges(changed.length > 0 ? someChange : noChange)
    .setDiffsList([...changed])
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace)
}

/** `urn:pulumi:stack::project::parent$package:module:Type::name` → `package:module:Type`. */
function typeOf(urn: string): string {
  return urn.split('::')[2]?.split('$').at(-1) ?? ''
}

function props(struct: Struct | undefined): Props {
  const value: unknown = struct?.toJavaScript()
  return isProps(value) ? value : {}
}

function struct(value: Props): Struct {
  // JSON drops what a Struct cannot carry: undefined properties.
  const plain: Record<string, JavaScriptValue> = JSON.parse(JSON.stringify(value))
  return structProto.Struct.fromJavaScript(plain)
}

const errorSchema = z.object({
  message: z.string(),
  /** What the storage emulator answered: it says nothing more where it fails itself. */
  statusCode: z.number().optional(),
})

function messageOf(error: unknown): string {
  const { data } = errorSchema.safeParse(userErrorOf(error) ?? error)
  if (data?.message) return data.message
  if (data?.statusCode === undefined) return String(error)
  return (
    `The storage emulator answered ${data.statusCode}, as it does where its disk is full (\`df -h\` shows it). ` +
    'Make room, then run the command again: it goes on where it was.'
  )
}
