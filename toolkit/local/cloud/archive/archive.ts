import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { localSettingsFile } from '../../../build/localSettings.ts'
import { packApp } from '../../../build/packApp.ts'
import { sdkVersion } from '../../sdkVersion.ts'
import { type Props, text } from '../provider/props.ts'
import type { Provider } from '../provider/provider.ts'

/** The archive provider of localhost: `getFile` of a folder, as terraform-provider-archive packs it. */
export function archive(): Provider {
  // A command that was killed may still wait for its package when the next one asks: each gets its own, in turn.
  let packing: Promise<unknown> = Promise.resolve()
  return {
    version: sdkVersion('archive'),
    check: ({ news }) => ({ inputs: news, failures: [] }),
    diff: async () => ({ changed: [], replaces: [], deleteBeforeReplace: false }),
    create: refuseResource,
    update: refuseResource,
    read: () => undefined,
    remove: async () => {},
    invoke: async (token, args) => {
      if (token !== 'archive:index/getFile:getFile')
        throw new Error(`${token} is not a function of the archive provider.`)
      const packed = packing.then(() => getFile(args))
      packing = packed.catch(() => {})
      return packed
    },
  }
}

const simulated = new Set(['type', 'sourceDir', 'outputPath', 'outputFileMode', 'excludes'])

async function getFile(args: Props): Promise<Props> {
  const [sourceDir, outputPath, mode] = [
    text(args, 'sourceDir'),
    text(args, 'outputPath'),
    text(args, 'outputFileMode'),
  ]
  const unknown = Object.keys(args).filter((name) => !simulated.has(name))
  if (unknown.length > 0) {
    throw new Error(
      `archive.getFile on localhost does not know ${unknown.join(', ')}: the package would differ from Azure's.`,
    )
  }
  if (text(args, 'type') !== 'zip' || sourceDir === '' || outputPath === '') {
    throw new Error(
      "archive.getFile on localhost packs a folder into a zip: give `type: 'zip'`, `sourceDir` and `outputPath`.",
    )
  }
  if (mode !== '0755') {
    throw new Error(
      `archive.getFile: outputFileMode is '${mode}', but the handler can only be started from a package whose files have mode '0755' (octal, with the leading zero).`,
    )
  }
  if (JSON.stringify(args.excludes) !== JSON.stringify([localSettingsFile])) {
    throw new Error(
      `archive.getFile on localhost packs an app folder: give \`excludes: ['${localSettingsFile}']\`, which holds secrets of this machine.`,
    )
  }
  const { sha256, size } = await packApp(sourceDir, outputPath)
  const md5 = createHash('md5')
  await pipeline(createReadStream(outputPath), md5)
  return {
    ...args,
    id: sha256,
    outputSize: size,
    outputSha256: sha256,
    outputBase64sha256: Buffer.from(sha256, 'hex').toString('base64'),
    outputMd5: md5.digest('hex'),
  }
}

function refuseResource(type: string): never {
  throw new Error(
    `${type} has no simulation on localhost: use archive.getFileOutput, which notices changed files.`,
  )
}
