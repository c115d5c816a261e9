import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Records } from './records.ts'

const record = (id: string) => ({ id, type: 't', inputs: {}, outputs: { a: 1 } })
const newFile = () => join(mkdtempSync(join(tmpdir(), 'records-')), 'deep', 'resources.json')

it('survive a restart', () => {
  const file = newFile()
  Records.open(file).put(record('/group/app'))
  expect(Records.open(file).get('/GROUP/app')).toEqual(record('/group/app'))
})

it('go with what they belong to', () => {
  const records = Records.open(newFile())
  for (const id of ['/g', '/g/account', '/g/account/queue', '/g2']) records.put(record(id))
  records.remove('/G')
  expect(records.ofType('t').map(({ id }) => id)).toEqual(['/g2'])
})
