import * as pulumi from '@pulumi/pulumi'
import { expect, it } from 'vitest'
import { BlobEvents } from './blobEvents.ts'
import { askedOf } from './testing/askedOf.ts'

it('subscribes each function to the blobs of its container, with the key of the host as a secret', async () => {
  const asked = await askedOf(
    () =>
      new BlobEvents('blob-events', {
        resourceGroupName: 'group',
        storageAccountId: '/accounts/st',
        siteName: 'func',
        siteUrl: 'https://func.azurewebsites.net',
        functions: [
          {
            name: 'read_csv',
            subjectBeginsWith: '/blobServices/default/containers/in/blobs/',
            subjectEndsWith: '.csv',
          },
        ],
        deployed: pulumi.output('deployed'),
      }),
    ({ name }) => ({ name }),
    (token) =>
      token === 'azure-native:web:listWebAppHostKeys' ? { systemKeys: { blobs_extension: 'k1' } } : {},
  )
  const inputsOf = (type: string) => asked.find((resource) => resource.type.endsWith(`:${type}`))?.inputs
  expect(inputsOf('SystemTopic')).toMatchObject({
    resourceGroupName: 'group',
    source: '/accounts/st',
    topicType: 'Microsoft.Storage.StorageAccounts',
  })
  expect(inputsOf('SystemTopicEventSubscription')).toMatchObject({
    systemTopicName: 'blobs',
    eventSubscriptionName: 'read-csv',
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated'],
      subjectBeginsWith: '/blobServices/default/containers/in/blobs/',
      subjectEndsWith: '.csv',
    },
  })
  expect(JSON.stringify(inputsOf('SystemTopicEventSubscription')?.destination)).toContain(
    'https://func.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.read_csv&code=k1',
  )
})
