import { sdkVersion } from '../../sdkVersion.ts'
import { changedKeys, hasUnknown, type Props, text } from '../provider/props.ts'
import type { CheckRequest, Diff, DiffRequest, Provider, State } from '../provider/provider.ts'
import type { ResourceRecord } from '../records.ts'
import type { CloudServices } from '../services.ts'
import { autoName } from './autoName.ts'
import { functions } from './functions.ts'
import { requireUnlocked } from './locks.ts'
import { onPaper } from './onPaper.ts'
import type { ResourceType } from './resourceType.ts'
import { resourceTypes } from './resourceTypes.ts'

/** The azure-native provider of localhost: the same names, ids, replacements and refusals, real effects. */
export function azureNative(services: CloudServices): Provider {
  const typeNamed = (token: string): ResourceType => resourceTypes.get(token) ?? onPaper(token, services)
  return {
    version: sdkVersion('azure-native'),
    check: (request) => check(typeNamed(request.type), request),
    diff: (request) => diff(typeNamed(request.type), request, services),
    create: async (type, inputs, preview) => {
      if (!preview) await typeNamed(type).requireAbsent?.(inputs, services)
      return put(typeNamed(type), inputs, services, preview)
    },
    update: async (type, id, olds, news, preview) => {
      if (preview) return { ...olds, ...changesOf(news, services.records.get(id)) }
      return (await put(typeNamed(type), news, services, preview)).outputs
    },
    read: (_type, id) => services.records.get(id),
    remove: async (type, id) => {
      const record = services.records.get(id)
      if (record === undefined) return // already gone: deleting is done
      requireUnlocked(record, 'delete', services)
      await typeNamed(type).remove?.(record, services)
      services.records.remove(id)
    },
    invoke: (token, args) => invoke(token, args, services),
  }
}

function check(type: ResourceType, request: CheckRequest): ReturnType<Provider['check']> {
  const { name, olds, news, randomSeed } = request
  const given = news[type.nameInput] ?? olds[type.nameInput]
  const physicalName = given ?? autoName(type.autoName, name, randomSeed)
  const autoNamed = news[type.nameInput] === undefined && type.autoName === 'random'
  const inputs: Props = {
    ...news,
    [type.nameInput]: physicalName,
    // Like azure-native's own mark: a name with randomness lets a replacement be created first.
    ...(autoNamed && { __autonamed: true }),
  }
  return { inputs, failures: type.refusals?.(inputs) ?? [] }
}

async function diff(type: ResourceType, request: DiffRequest, services: CloudServices): Promise<Diff> {
  const inputs = changedKeys(request.oldInputs, request.news)
  const replaces = inputs.filter((key) => key === type.nameInput || type.replaceOn.includes(key))
  const moved = (await type.moved?.(request.olds, services)) ?? []
  return {
    changed: [...inputs, ...moved],
    replaces,
    deleteBeforeReplace: replaces.length > 0 && request.news.__autonamed !== true,
  }
}

/** The inputs that an update changes: what Azure reports of the others, which may be something else, stays. */
function changesOf(news: Props, former: ResourceRecord | undefined): Props {
  return Object.fromEntries(changedKeys(former?.inputs ?? {}, news).map((key) => [key, news[key]]))
}

async function put(
  type: ResourceType,
  inputs: Props,
  services: CloudServices,
  preview: boolean,
): Promise<State> {
  if (preview) return { id: hasUnknown(inputs) ? '' : type.id(inputs, services), outputs: inputs }
  const id = type.id(inputs, services)
  requireUnlocked({ id, type: type.token }, 'write', services)
  const reported = await type.put(inputs, services, services.records.get(id))
  const outputs = { ...inputs, name: text(inputs, type.nameInput), ...reported }
  services.records.put({ id, type: type.token, inputs, outputs })
  return { id, outputs }
}

async function invoke(token: string, args: Props, services: CloudServices): Promise<Props> {
  const call = functions.get(token)
  if (call) return call(args, services)
  throw new Error(
    `${token} has no simulation on localhost, so nothing can answer it here. ` +
      `Simulated functions: ${[...functions.keys()].join(', ')}. Add one in toolkit/local/cloud/azure-native/functions.ts.`,
  )
}
