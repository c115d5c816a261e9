import { describe, expect, it } from 'vitest'
import type { CloudServices } from '../services.ts'
import { openTestCloud } from '../testCloud.ts'
import { evaluateTemplate } from './template.ts'

async function evaluate(template: Record<string, unknown>, given: Record<string, unknown> = {}) {
  const { services } = await openTestCloud()
  return evaluateOne(template, given, services)
}

function evaluateOne(
  template: Record<string, unknown>,
  given: Record<string, unknown>,
  services: CloudServices,
) {
  return evaluateTemplate(template, given, services)[0]
}

const resource = (properties: unknown, name = "[parameters('site')]") => ({
  parameters: { site: { type: 'string', defaultValue: 'shop' } },
  resources: [{ type: 'Microsoft.Web/sites/extensions', name, properties }],
})

describe('evaluateTemplate', () => {
  it('fills in parameters: given ones before defaults', async () => {
    expect(await evaluate(resource({}), {})).toMatchObject({ name: 'shop' })
    expect(await evaluate(resource({}), { site: 'other' })).toMatchObject({ name: 'other' })
  })

  it('evaluates nested calls, members and quoted quotes', async () => {
    const expression = "[concat('it''s ', createObject('a', createObject('b', 'deep')).a.b)]"
    expect((await evaluate(resource({ text: expression })))?.properties.text).toBe("it's deep")
  })

  it('leaves plain text and escaped brackets alone', async () => {
    const { text, escaped } =
      (await evaluate(resource({ text: 'a [b]', escaped: '[[not this]' })))?.properties ?? {}
    expect([text, escaped]).toEqual(['a [b]', '[not this]'])
  })

  it('refuses a parameter that the template does not have', async () => {
    await expect(evaluate(resource({}), { sight: 'x' })).rejects.toThrow(
      "InvalidTemplate: the template has no parameter 'sight'.",
    )
  })

  it('refuses a function without a simulation and names those there are', async () => {
    await expect(evaluate(resource({ x: "[uniqueString('a')]" }))).rejects.toThrow(
      'The ARM template function uniqueString() has no simulation on localhost. ' +
        'Simulated: parameters, concat, createobject, utcnow, datetimeadd, listservicesas.',
    )
  })

  it.each(["[concat('a'", "[concat('a' 'b')]", '[concat(?)]', "[concat('a') b]"])(
    'refuses the broken expression %s',
    async (expression) => {
      const broken = expression.endsWith(']') ? expression : `${expression}]`
      await expect(evaluate(resource({ x: broken }))).rejects.toThrow(/^InvalidTemplate: /)
    },
  )
})
