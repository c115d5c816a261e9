import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { projectDirectory } from '../../project.ts'
import type { CloudServices } from '../services.ts'
import { deployPackage } from './oneDeploy.ts'

/** What `az functionapp deployment source config-zip` does: the package goes to the app's own deployment service. */
export async function pushPackage(
  siteName: string,
  packageFile: string,
  services: CloudServices,
): Promise<void> {
  const file = resolve(projectDirectory, packageFile)
  const hash = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  await deployPackage(siteName, { file, hash }, services)
}
