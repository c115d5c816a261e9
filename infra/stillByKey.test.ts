import * as pulumi from '@pulumi/pulumi'
import { describe, expect, it } from 'vitest'
import { hasKey, stillByKey } from './stillByKey.ts'
import { askedOf } from './testing/askedOf.ts'

const withKey = { AzureWebJobsStorage: 'AccountName=st1;AccountKey=a2V5' }
const byIdentity = { AzureWebJobsStorage__blobServiceUri: 'https://st1.blob.core.windows.net/' }

/** What becomes of an account with these keys and an app with these settings, and what was asked of Azure. */
async function answerWith(allowSharedKeyAccess: boolean | undefined, properties: Record<string, string>) {
  const resourceGroupName = pulumi.output('rg')
  let isByKey: boolean | undefined
  const asked: string[] = []
  await askedOf(
    async () => {
      isByKey = await stillByKey(
        { resourceGroupName, name: pulumi.output('func') },
        { resourceGroupName, accountName: pulumi.output('st1') },
      )
    },
    undefined,
    (token) => {
      asked.push(token.split(':').at(-1) ?? '')
      return token.endsWith(':getStorageAccount') ? { name: 'st1', allowSharedKeyAccess } : { properties }
    },
  )
  return { isByKey, asked }
}

describe('the keys of an account stay', () => {
  it('for as long as the app that runs has one in its settings', async () => {
    const asked = ['getStorageAccount', 'listWebAppApplicationSettings']
    expect(await answerWith(true, withKey)).toEqual({ isByKey: true, asked })
    expect(await answerWith(undefined, withKey)).toEqual({ isByKey: true, asked })
    expect(await answerWith(true, byIdentity)).toEqual({ isByKey: false, asked })
  })

  it('off once they are off, and nobody reads the settings of the app', async () => {
    expect(await answerWith(false, withKey)).toEqual({ isByKey: false, asked: ['getStorageAccount'] })
  })
})

it.each([
  [withKey, true],
  [byIdentity, false],
  [{ WEBSITE_RUN_FROM_PACKAGE: 'https://st1.blob.core.windows.net/releases/a.zip?sv=1&sig=b' }, true],
  [{ WEBSITE_RUN_FROM_PACKAGE: 'https://st1.blob.core.windows.net/releases/a.zip' }, false],
  [{ WEBSITE_RUN_FROM_PACKAGE: 'https://pk1.blob.core.windows.net/releases/a.zip?sv=1&sig=b' }, false],
  [{ WEBSITE_RUN_FROM_PACKAGE: '1' }, false],
])('%j has a key of st1: %j', (settings, expected) => {
  expect(hasKey(settings, 'st1')).toBe(expected)
})
