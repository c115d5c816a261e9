import * as authorization from '@pulumi/azure-native/authorization/index.js'
import * as network from '@pulumi/azure-native/network/index.js'
import * as storage from '@pulumi/azure-native/storage/index.js'
import { beforeAll, expect, it } from 'vitest'
import { tagEverything } from './tags.ts'
import { askedOf } from './testing/askedOf.ts'

const inGroup = { resourceGroupName: 'rg' }
const stackTags = { project: 'shop', stack: 'dev', 'managed-by': 'pulumi', team: 'orders' }
const inputsOf = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  const asked = await askedOf(() => {
    tagEverything({ team: 'orders' })
    new network.VirtualNetwork('added-by-a-fork', { ...inGroup })
    new network.VirtualNetwork('of-its-own', { ...inGroup, tags: { team: 'network' } })
    new network.VirtualNetwork('imported', { ...inGroup }, { import: '/mock/imported' })
    network.VirtualNetwork.get('read', '/mock/read')
    new storage.Queue('queue', { ...inGroup, accountName: 'st', queueName: 'orders' })
    new authorization.ManagementLockByScope('lock', { scope: '/mock', level: 'CanNotDelete' })
  })
  for (const { name, inputs } of asked) inputsOf.set(name, inputs)
})

it('puts the tags on any type of resource that can carry them', () => {
  expect(inputsOf.get('added-by-a-fork')).toMatchObject({ tags: stackTags })
})

it('lets a resource say otherwise', () => {
  expect(inputsOf.get('of-its-own')).toMatchObject({ tags: { ...stackTags, team: 'network' } })
})

it('leaves what is imported or only read as it is', () => {
  expect(inputsOf.get('imported')).not.toHaveProperty('tags')
  expect(inputsOf.get('read')).not.toHaveProperty('tags')
})

it('adds no tags where Azure has none', () => {
  expect(inputsOf.get('queue')).not.toHaveProperty('tags')
  expect(inputsOf.get('lock')).not.toHaveProperty('tags')
})
