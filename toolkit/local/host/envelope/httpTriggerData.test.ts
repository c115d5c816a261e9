import { describe, expect, it } from 'vitest'
import { httpTriggerData, type ReceivedRequest } from './httpTriggerData.ts'

const request = (change: Partial<ReceivedRequest>): ReceivedRequest => ({
  method: 'post',
  target: '/api/f',
  rawHeaders: ['Host', 'h'],
  params: {},
  body: undefined,
  ...change,
})

describe('httpTriggerData', () => {
  it.each([
    ['application/octet-stream', '/wA='],
    ['multipart/form-data; boundary=x', '/wA='],
    ['image/png', '\uFFFD\0'],
  ])('gives a body of type %s as the host does', (contentType, body) => {
    const rawHeaders = ['content-type', contentType]
    const { data } = httpTriggerData('f', request({ rawHeaders, body: new Uint8Array([255, 0]) }))
    expect(data).toMatchObject({ Method: 'POST', Body: body })
  })

  it('lets route values win over the query, and the query over the payload', () => {
    const { bindingData } = httpTriggerData(
      'f',
      request({
        target: '/api/f?a=query&b=query&code=secret',
        params: { a: 'route' },
        body: Buffer.from('{"A":"body","b":"body","c":"body"}'),
      }),
    )
    expect(bindingData).toMatchObject({ A: 'route', b: 'query', c: 'body' })
    expect(bindingData).not.toHaveProperty('code')
  })

  it('leaves Query and Headers out when the caller has values of these names', () => {
    const { bindingData } = httpTriggerData('f', request({ target: '/api/f?query=mine&headers=too' }))
    expect(bindingData).toMatchObject({ query: 'mine', headers: 'too' })
    expect(Object.keys(bindingData)).toEqual(['query', 'headers', 'sys'])
  })
})
