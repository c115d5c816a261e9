import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Times are in microseconds. */
export interface StartSample {
  readonly microseconds: number
  readonly cpu: number
  readonly steal: number
}

export interface LoadSample {
  /** Of one request. */
  readonly cpu: number
  readonly seconds: number
  readonly steal: number
}

/** Above this share of the machine's time taken by its neighbours a sample says nothing. */
const mostSteal = 0.08

export const isCalm = ({ steal }: { readonly steal: number }): boolean => steal <= mostSteal

export async function driveStart(drive: string, executable: string, request: string): Promise<StartSample> {
  return JSON.parse((await promisify(execFile)(drive, ['start', executable, request])).stdout)
}

export interface Load {
  readonly port: number
  readonly pid: number
  readonly connections: number
  readonly requests: number
  /** A file. */
  readonly request: string
}

export async function driveLoad(drive: string, load: Load): Promise<LoadSample> {
  const { port, pid, connections, requests, request } = load
  const options = ['load', ...[port, pid, connections, requests].map(String), request]
  return JSON.parse((await promisify(execFile)(drive, options)).stdout)
}
