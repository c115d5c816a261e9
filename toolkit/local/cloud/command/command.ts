import { randomUUID } from 'node:crypto'
import { sdkVersion } from '../../sdkVersion.ts'
import { changedKeys, child, isProps, type Props, text } from '../provider/props.ts'
import type { Provider } from '../provider/provider.ts'
import type { CloudServices } from '../services.ts'
import { pushPackage } from '../sites/pushPackage.ts'

const push = /\baz functionapp deployment source config-zip\b/

/**
 * The command provider of localhost. What it knows to do is the push of a package with the Azure CLI; any other command
 * is accepted on paper, as it would act on the real Azure.
 */
export function command(services: CloudServices): Provider {
  const run = async (inputs: Props) => {
    const script = text(inputs, 'create')
    if (push.test(script)) return pushed(child(inputs, 'environment'), services)
    services.warn(
      `A command:local:Command is not run on localhost, where it would act on the real Azure: ${script.split('\n')[0]}`,
    )
    return ''
  }
  return {
    version: sdkVersion('command'),
    check: ({ news }) => ({ inputs: news, failures: [] }),
    diff: async ({ oldInputs, news }) => {
      const changed = changedKeys(oldInputs, news)
      const replaces = changed.filter((key) => key === 'triggers')
      return { changed, replaces, deleteBeforeReplace: false }
    },
    create: async (type, inputs, preview) => {
      requireCommand(type)
      return { id: randomUUID(), outputs: await done(inputs, preview) }
    },
    update: (_type, _id, _olds, news, preview) => done(news, preview),
    read: () => undefined,
    remove: async () => {},
    invoke: (token) => {
      throw new Error(`${token} has no simulation on localhost.`)
    },
  }

  async function done(inputs: Props, preview: boolean): Promise<Props> {
    if (preview) return inputs
    return { ...inputs, stdout: await run(inputs), stderr: '' }
  }
}

async function pushed(environment: Props, services: CloudServices): Promise<string> {
  if (!isProps(environment) || text(environment, 'APP') === '' || text(environment, 'PACKAGE') === '') {
    throw new Error('The push of a package on localhost needs APP and PACKAGE in the environment.')
  }
  await pushPackage(text(environment, 'APP'), text(environment, 'PACKAGE'), services)
  return 'Deployment was successful.'
}

function requireCommand(type: string): void {
  if (type === 'command:local:Command') return
  throw new Error(`${type} has no simulation on localhost: there is command:local:Command.`)
}
