import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readPackage } from './packageFolders.ts'

/** Whether Node.js takes a file for an ES module. `scope` is the folder of the package.json that counts for it. */
export function isEsModule(file: string, scope: string): boolean {
  if (/\.m[jt]sx?$/.test(file)) return true
  return !/\.c[jt]sx?$/.test(file) && readPackage(scope).type === 'module'
}

/** A package may have more than one package.json, each for what lies below it. */
export function scopeIn(folderOfPackage: string, file: string): string {
  const folder = dirname(file)
  return folder === folderOfPackage || existsSync(join(folder, 'package.json'))
    ? folder
    : scopeIn(folderOfPackage, folder)
}
