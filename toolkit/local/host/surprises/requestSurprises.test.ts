import { expect, it } from 'vitest'
import { lateSurprises } from './requestSurprises.ts'

it('warns of an answer that Azure does not wait for', () => {
  expect(lateSurprises(230_000)).toEqual([])
  expect(lateSurprises(230_001)).toEqual([
    'The answer took more than 230 s: on Azure the load balancer has ended the request by then. Answer 202 at once and go on in a queue function.',
  ])
})
