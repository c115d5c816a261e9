import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRouteTable } from './routes.ts'
import { RouteTemplateError } from './routeTemplate.ts'

function match(template: string, path: string): Record<string, string> | undefined {
  const found = createRouteTable([{ template, methods: [], value: true }], 'api').match('GET', path)
  return found && { ...found.params }
}

function winner(templates: readonly string[], path: string): string | undefined {
  const routes = templates.map((template) => ({ template, methods: [], value: template }))
  return createRouteTable(routes, '').match('GET', path)?.value
}

describe('a route', () => {
  test.each([
    ['hello', '/api/hello', {}],
    ['hello', '/API/Hello/', {}],
    ['hello', '/api/hell%6F', {}],
    ['hello', '/hello', undefined],
    ['hello', '/api/hello/x', undefined],
    ['', '/api', {}],
    ['/hello', '/api/hello', {}],
    ['orders/{id}', '/api/orders/4%202', { id: '4 2' }],
    ['orders/{id}', '/api/orders', undefined],
    ['orders/{id}', '/api/orders//', undefined],
    ['orders/{id?}', '/api/orders', {}],
    ['orders/{id=5}', '/api/orders', { id: '5' }],
    ['{ignored:maxlength(0)?}', '/api/', {}],
    ['{ignored:maxlength(0)?}', '/api/x', undefined],
    ['{a=1}/{b=2}', '/api/x', { a: 'x', b: '2' }],
    ['{a}/{b?}', '/api/x/y', { a: 'x', b: 'y' }],
    ['files/{*path}', '/api/files/a/b%20c', { path: 'a/b c' }],
    ['files/{**path}', '/api/files', {}],
    ['files/{*path=none}', '/api/files', { path: 'none' }],
    ['v{major}.{minor}', '/api/v1.2.3', { major: '1.2', minor: '3' }],
    ['{name}.{ext?}', '/api/report', { name: 'report' }],
    ['{name}.{ext?}', '/api/report.pdf', { name: 'report', ext: 'pdf' }],
    ['{name}.{ext?}', '/api/report.', undefined],
    ['a{{b}}c', '/api/a%7Bb%7Dc', {}],
  ])('%s against %s gives %j', (template, path, params) => {
    expect(match(template, path)).toEqual(params)
  })

  test.each([
    ['int', ['0', '-7', '2147483647'], ['', 'x', '1.5', '2147483648', '+1']],
    ['long', ['2147483648', '-9223372036854775808'], ['9223372036854775808']],
    ['guid', ['0b3a3bf2-3f6e-4c3c-9d4f-3d2a1c0b9e8f', '0B3A3BF23F6E4C3C9D4F3D2A1C0B9E8F'], ['0b3a', 'x']],
    ['alpha', ['abcXYZ'], ['a1', 'ä']],
    ['bool', ['true', 'False'], ['1', 'yes']],
    ['decimal', ['1', '-1.5', '.5'], ['1,5', 'x']],
    ['datetime', ['2026-01-02', '2026-01-02T03:04:05Z'], ['soon']],
    ['min(18)', ['18', '99'], ['17', '-20', 'x']],
    ['max(120)', ['120', '-1'], ['121']],
    ['range(1,9)', ['1', '9'], ['0', '10']],
    ['length(3)', ['abc'], ['ab', 'abcd']],
    ['length(2,3)', ['ab', 'abc'], ['a', 'abcd']],
    ['minlength(2)', ['ab'], ['a']],
    ['maxlength(2)', ['ab'], ['abc']],
    ['regex(^\\d{{2}}(-|:)x$)', ['12-x', '12:X'], ['1-x', '123-x']],
    ['int:min(3)', ['3'], ['2', 'x']],
    ['file', ['a.txt'], ['a']],
    ['nonfile', ['a'], ['a.txt']],
    ['required', ['a'], []],
  ])('the constraint %s accepts %j and refuses %j', (constraint, good, bad) => {
    const accepts = (value: string) =>
      match(`{v:${constraint}}`, `/api/${encodeURIComponent(value)}`) !== undefined
    expect(good.filter((value) => !accepts(value))).toEqual([])
    expect(bad.filter(accepts)).toEqual([])
  })

  test('checks the constraint of an optional parameter only when it is there', () => {
    expect(match('o/{id:int?}', '/api/o')).toEqual({})
    expect(match('o/{id:int?}', '/api/o/x')).toBeUndefined()
  })

  test('takes the verbs it names, in any case, and all when it names none', () => {
    const routes = [
      { template: 'a', methods: ['get', 'POST'], value: 'some' },
      { template: 'a', methods: ['PUT'], value: 'put' },
      { template: 'b', methods: [], value: 'all' },
    ]
    const table = createRouteTable(routes, '')
    expect(table.match('GET', '/a')?.value).toBe('some')
    expect(table.match('post', '/a')?.value).toBe('some')
    expect(table.match('PUT', '/a')?.value).toBe('put')
    expect(table.match('DELETE', '/a')).toBeUndefined()
    expect(table.match('PURGE', '/b')?.value).toBe('all')
  })

  test('falls back to a less specific template when the best one does not take the verb', () => {
    const routes = [
      { template: 'a', methods: ['GET'], value: 'literal' },
      { template: '{x}', methods: ['POST'], value: 'plain' },
    ]
    expect(createRouteTable(routes, '').match('POST', '/a')?.value).toBe('plain')
  })
})

describe('precedence', () => {
  const all = ['{*rest}', '{x}', '{x:int}', 'p{x}', '7', '{*rest:int}']

  test.each([
    ['/7', '7'],
    ['/p7', 'p{x}'],
    ['/8', '{x:int}'],
    ['/q', '{x}'],
    ['/q/r', '{*rest}'],
  ])('gives %s to %s, in whatever order they were registered', (path, expected) => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (templates) => {
        expect(winner(templates, path)).toBe(expected)
      }),
      { numRuns: 30 },
    )
  })

  test('goes segment by segment from the left', () => {
    expect(winner(['{a}/x', 'x/{b}'], '/x/x')).toBe('x/{b}')
  })

  test('keeps the order of registration between equals', () => {
    expect(winner(['{a}', '{b}'], '/x')).toBe('{a}')
    expect(winner(['{b}', '{a}'], '/x')).toBe('{b}')
  })
})

describe('hostile input', () => {
  test('leaves malformed escapes as text and keeps an encoded slash inside its segment', () => {
    expect(match('f/{v}', '/api/f/%zz%E0%A4%A')).toEqual({ v: '%zz%E0%A4%A' })
    expect(match('f/{v}', '/api/f/a%2Fb%20c')).toEqual({ v: 'a%2Fb c' })
  })

  test('makes ordinary keys of the names every object has', () => {
    const params = createRouteTable(
      [{ template: '{__proto__}/{constructor}', methods: [], value: 1 }],
      '',
    ).match('GET', '/a/b')?.params
    expect(Object.entries(params ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
    expect(winner(['hello'], '/__proto__')).toBeUndefined()
    expect(winner(['hello'], '/constructor')).toBeUndefined()
  })

  test('never throws for a path and never matches a literal by anything else', () => {
    const templates = ['a/{b}', 'x-{y}-{z}.{w?}', 'n/{i:int}', 'r/{*rest}', 'lit']
    const routes = templates.map((template) => ({ template, methods: [], value: template }))
    const table = createRouteTable(routes, '')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webPath(),
          fc.string().map((text) => `/${text}`),
        ),
        (path) => {
          const found = table.match('GET', path)
          if (found?.value === 'lit') expect(decodeURIComponent(path).toLowerCase()).toMatch(/^\/?lit\/?$/)
        },
      ),
    )
  })

  test('gives back every value that was put into a path', () => {
    const table = createRouteTable([{ template: 'orders/{id}/{note}', methods: [], value: 0 }], 'api')
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !value.includes('/'))
    fc.assert(
      fc.property(text, text, (id, note) => {
        const path = `/api/orders/${encodeURIComponent(id)}/${encodeURIComponent(note)}`
        expect({ ...table.match('GET', path)?.params }).toEqual({ id, note })
      }),
    )
  })
})

describe('a template that cannot be', () => {
  test.each([
    ['{id', 'the braces do not match.'],
    ['id}', 'the braces do not match.'],
    ['a//b', 'a segment is empty.'],
    ['{}', "'{}' has no usable parameter name."],
    ['{a}{b}', 'two parameters need text between them.'],
    ['{id}/{ID}', "the parameter 'ID' appears more than once."],
    ['{*a}/b', 'a catch-all parameter can only stand at the end.'],
    ['x{*a}', 'a catch-all parameter must be a whole segment.'],
    ['{*a?}', "the catch-all parameter 'a' cannot be optional."],
    ['{id:nope}', "the constraint 'nope' is not known or not complete."],
    ['{id:min(x)}', "the constraint 'min(x)' is not known or not complete."],
    ['{id:regex([)}', "the constraint 'regex([)' is not known or not complete."],
    ['{a?}-x', "the optional parameter 'a' must be a whole segment or follow a period at the end."],
    ['{a=1?}', "the optional parameter 'a' cannot have a default value."],
  ])('%s is refused with its reason', (template, reason) => {
    const create = () => createRouteTable([{ template, methods: [], value: 0 }], '')
    expect(create).toThrow(RouteTemplateError)
    expect(create).toThrow(`is not valid: ${reason}`)
  })
})
