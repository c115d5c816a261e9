import { expect, it } from 'vitest'
import { stackOutputs } from './stackOutputs.ts'

it('an output that a stack does not have is none of its outputs', () => {
  expect(stackOutputs({ url: 'https://x.example', functionKey: undefined })).toEqual({
    url: 'https://x.example',
  })
})
