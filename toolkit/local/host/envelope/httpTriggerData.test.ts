import { describe, expect, it } from 'vitest'
import { httpTriggerData, type ReceivedRequest } from './httpTriggerData.ts'
import { encodeMetadata } from './metadata.ts'

const request = (change: Partial<ReceivedRequest>): ReceivedRequest => ({
  method: 'post',
  target: '/api/f',
  rawHeaders: ['Host', 'h'],
  params: {},
  body: undefined,
  caller: { level: 'anonymous', keyName: undefined },
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

  it('leaves sys to a caller that has a value of this name', () => {
    const { bindingData } = httpTriggerData('f', request({ body: Buffer.from('{"sys":"mine"}') }))
    expect(bindingData).toMatchObject({ sys: 'mine', $sys: { MethodName: 'f' } })
  })

  it('lets an optional route value that is absent take the name from query and payload', () => {
    const { bindingData } = httpTriggerData('f', request({ target: '/api/f?id=5', params: { id: null } }))
    expect(encodeMetadata(bindingData)).not.toHaveProperty('id')
  })

  it('leaves code out of the binding data whatever its case', () => {
    const { bindingData } = httpTriggerData('f', request({ target: '/api/f?CODE=secret' }))
    expect(Object.keys(bindingData)).toEqual(['Query', 'Headers', 'sys'])
  })

  it.each([
    ['/api/a%20b%3f/%c3%a9/x%2fy?q=%41', 'http://h/api/a%20b%3F/%C3%A9/x%2fy?q=%41'],
    ['/api/%7e/../[x]?', 'http://h/api/%5Bx%5D'],
  ])('writes the path of %s as ASP.NET does', (target, Url) => {
    expect(httpTriggerData('f', request({ target })).data).toMatchObject({ Url })
  })

  it('takes scheme and host from the headers of a front end', () => {
    const rawHeaders = ['x-forwarded-proto', 'https', 'host', 'inner', 'Disguised-Host', 'shop.example']
    const { data, bindingData } = httpTriggerData('f', request({ rawHeaders }))
    const Headers = {
      Host: ['shop.example'],
      'x-forwarded-proto': ['https'],
      'Disguised-Host': ['shop.example'],
    }
    expect(data).toMatchObject({ Url: 'https://shop.example/api/f', Headers })
    expect(bindingData).toMatchObject({ Headers: { Host: 'shop.example' } })
  })

  it('takes a byte order mark for what it says', () => {
    const body = (bytes: readonly number[]) =>
      httpTriggerData('f', request({ body: new Uint8Array(bytes) })).data
    expect(body([0xef, 0xbb, 0xbf, 0x61])).toMatchObject({ Body: 'a' })
    expect(body([0xff, 0xfe, 0x61, 0])).toMatchObject({ Body: 'a' })
  })

  it('leaves Query and Headers out when the caller has values of these names', () => {
    const { bindingData } = httpTriggerData('f', request({ target: '/api/f?query=mine&headers=too' }))
    expect(bindingData).toMatchObject({ query: 'mine', headers: 'too' })
    expect(Object.keys(bindingData)).toEqual(['query', 'headers', 'sys'])
  })
})
