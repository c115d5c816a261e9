import type { Binding } from '../toolkit/build/functionMetadata.ts'

/** Azure's built-in roles, by id: the same in every subscription. */
export const roleIds = {
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  'Storage Blob Data Reader': '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
  'Storage Table Data Reader': '76199698-9eea-4c19-bc75-cec21354c6b6',
  'Azure Service Bus Data Receiver': '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
  'Azure Service Bus Data Sender': '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
  'Azure Event Hubs Data Receiver': 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
  'Azure Event Hubs Data Sender': '2b629674-e913-4c01-ae53-ef4638d8f975',
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb',
} as const

export type RoleName = keyof typeof roleIds

// learn.microsoft.com/azure/azure-functions/functions-bindings-<service>: "Grant permission to the identity"
const rolesByBinding = new Map<string, RoleName[]>([
  ['queuetrigger in', ['Storage Queue Data Contributor']], // it also writes the poison queue
  ['queue out', ['Storage Queue Data Contributor']],
  ['blobtrigger in', ['Storage Blob Data Owner', 'Storage Queue Data Contributor']],
  ['blob in', ['Storage Blob Data Reader']],
  ['blob out', ['Storage Blob Data Owner']],
  ['table in', ['Storage Table Data Reader']],
  ['table out', ['Storage Table Data Contributor']],
  ['servicebustrigger in', ['Azure Service Bus Data Receiver']],
  ['servicebus out', ['Azure Service Bus Data Sender']],
  ['eventhubtrigger in', ['Azure Event Hubs Data Receiver']],
  ['eventhub out', ['Azure Event Hubs Data Sender']],
])

/** The roles a binding needs on what its connection leads to; nothing where no built-in role opens it. */
export function rolesOfBinding({ type, direction }: Binding): readonly RoleName[] | undefined {
  return rolesByBinding.get(`${type} ${direction}`.toLowerCase())
}
