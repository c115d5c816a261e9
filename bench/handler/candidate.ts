import { dirname, join } from 'node:path'
import type { App } from '../../toolkit/build/buildApp.ts'
import { triggerOf } from '../../toolkit/build/functionMetadata.ts'
import { type Requests, writeRequests } from './requests.ts'

/** What is measured. */
export interface Candidate {
  readonly executable: string
  readonly requests: Requests
}

/** An app with the two functions of `app/`; its requests are written beside it. */
export function candidateOf({ executable, functions }: App): Candidate {
  const queueTrigger = functions.map(triggerOf).find(({ type }) => type === 'queueTrigger')
  if (queueTrigger === undefined) throw new Error(`${executable} has no function for the queue.`)
  return { executable, requests: writeRequests(join(dirname(executable), 'requests'), queueTrigger.name) }
}
