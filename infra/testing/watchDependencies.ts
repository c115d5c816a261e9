import * as pulumi from '@pulumi/pulumi'
import proto from '@pulumi/pulumi/proto/resource_pb.js'

/** What the engine is told of the order of resources. */
export interface Order {
  /** `Type name` of what has to be there before: in `dependsOn`, also a component's around it, or in an argument. */
  readonly after: readonly string[]
  /** `Type name` of what takes this resource along when it is replaced. */
  readonly replacedWith: readonly string[]
}

/** Reads from each registration under Pulumi's mocks what the mocks leave out; answers with the latest one's. */
export function watchDependencies(): () => Order {
  const monitor = pulumi.runtime.getMonitor()
  const register: unknown = monitor && Reflect.get(monitor, 'registerResource')
  if (!monitor || typeof register !== 'function') throw new Error('Pulumi has no mocks yet')
  const urnsBefore = new Map<string, readonly string[]>()
  let latest: Order = { after: [], replacedWith: [] }
  Reflect.set(monitor, 'registerResource', (request: unknown, ...more: unknown[]) => {
    if (request instanceof proto.RegisterResourceRequest) {
      // A component is registered when what it depends on is there, and its parts when it is.
      const before = [
        ...request.getDependenciesList(),
        ...(urnsBefore.get(shortName(request.getParent())) ?? []),
      ]
      urnsBefore.set(`${shortType(request.getType())} ${request.getName()}`, before)
      latest = {
        after: [...new Set(before.map(shortName))].sort(),
        replacedWith: request.getReplaceWithList().map(shortName).sort(),
      }
    }
    return Reflect.apply(register, monitor, [request, ...more])
  })
  return () => latest
}

/** `urn:pulumi:dev::shop::azure-native:web:WebApp::app` → `WebApp app` */
function shortName(urn: string): string {
  const [, , type = '', name = ''] = urn.split('::')
  return `${shortType(type)} ${name}`
}

function shortType(type: string): string {
  return type.split(':').at(-1) ?? ''
}
