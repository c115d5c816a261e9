import { expect, it } from 'vitest'
import { openTestCloud, type TestCloud } from '../testCloud.ts'

const lockType = 'authorization:ManagementLockByScope'
const workspace = 'operationalinsights:Workspace'

async function lockedGroup(level = 'CanNotDelete') {
  const cloud = await openTestCloud()
  const group = await cloud.create('resources:ResourceGroup', { resourceGroupName: 'rg' })
  const other = await cloud.create('resources:ResourceGroup', { resourceGroupName: 'rg2' })
  const logs = await cloud.create(workspace, { resourceGroupName: 'rg', workspaceName: 'logs' })
  const lock = await cloud.create(lockType, { scope: group.id, lockName: 'keep', level })
  return { cloud, group, other, logs, lock }
}

const remove = ({ provider }: TestCloud, type: string, id: string) =>
  provider.remove(`azure-native:${type}`, id)

it('keeps a locked group, and what is in it, from being deleted', async () => {
  const { cloud, group, logs } = await lockedGroup()
  const refusal = `because the following scope(s) are locked: '${group.id}'. Please remove the lock and try again.`
  await expect(remove(cloud, workspace, logs.id)).rejects.toThrow(refusal)
  await expect(remove(cloud, 'resources:ResourceGroup', group.id)).rejects.toThrow(
    `ScopeLocked: The scope '${group.id}' cannot perform delete operation ${refusal}`,
  )
})

it('leaves a group alone whose name only begins alike', async () => {
  const { cloud, other } = await lockedGroup()
  await remove(cloud, 'resources:ResourceGroup', other.id)
  expect(cloud.services.records.get(other.id)).toBeUndefined()
})

it('lets go once the lock is gone', async () => {
  const { cloud, group, lock } = await lockedGroup()
  await remove(cloud, lockType, lock.id)
  await remove(cloud, 'resources:ResourceGroup', group.id)
  expect(cloud.services.records.isEmpty()).toBe(false) // the other group
})

it('lets a locked group change, unless it is read-only', async () => {
  const inGroup = { resourceGroupName: 'rg', workspaceName: 'more' }
  const { cloud } = await lockedGroup()
  expect(await cloud.create(workspace, inGroup)).toMatchObject({ outputs: { name: 'more' } })
  const { cloud: readOnly } = await lockedGroup('ReadOnly')
  await expect(readOnly.create(workspace, inGroup)).rejects.toThrow('cannot perform write operation')
})

it.each([
  [{ scope: '/subscriptions/s/resourceGroups/nowhere', level: 'CanNotDelete' }, 'ResourceNotFound'],
  [{ scope: '/s', level: 'NoDelete' }, "'NoDelete' is not a lock level: CanNotDelete or ReadOnly."],
])('refuses %j', async (inputs, reason) => {
  const { create } = await openTestCloud()
  await expect(create(lockType, { lockName: 'keep', ...inputs })).rejects.toThrow(reason)
})
