import { child, isProps, list, type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'
import { type Expression, parseExpression } from './expression.ts'
import { templateFunctions } from './templateFunctions.ts'

/** A resource of a template with all its expressions evaluated. */
export interface TemplateResource {
  readonly type: string
  readonly name: string
  readonly properties: Props
}

/** Evaluates the resources of an ARM template with the given parameter values. */
export function evaluateTemplate(template: Props, given: Props, services: CloudServices): TemplateResource[] {
  const parameters = parameterValues(template, given, services)
  return list(template, 'resources')
    .filter(isProps)
    .map((resource) => evaluateValue(resource, parameters, services))
    .filter(isProps)
    .map((resource) => ({
      type: text(resource, 'type'),
      name: text(resource, 'name'),
      properties: child(resource, 'properties'),
    }))
}

function parameterValues(template: Props, given: Props, services: CloudServices): Props {
  const declared = child(template, 'parameters')
  const unknown = Object.keys(given).filter((name) => declared[name] === undefined)
  if (unknown.length > 0) {
    throw new Error(
      `InvalidTemplate: the template has no parameter ${unknown.map((name) => `'${name}'`).join(', ')}.`,
    )
  }
  const values = Object.keys(declared).map((name) => {
    const value = given[name] ?? evaluateValue(child(declared, name).defaultValue, {}, services)
    if (value === undefined) {
      throw new Error(
        `InvalidTemplate: the template's parameter '${name}' has neither a value nor a default.`,
      )
    }
    return [name, value]
  })
  return Object.fromEntries(values)
}

function evaluateValue(value: unknown, parameters: Props, services: CloudServices): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluateValue(item, parameters, services))
  if (isProps(value)) {
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      evaluateValue(item, parameters, services),
    ])
    return Object.fromEntries(entries)
  }
  if (typeof value !== 'string' || !value.startsWith('[') || !value.endsWith(']')) return value
  if (value.startsWith('[[')) return value.slice(1) // an escaped bracket: plain text
  return evaluate(parseExpression(value.slice(1, -1)), parameters, services)
}

function evaluate(expression: Expression, parameters: Props, services: CloudServices): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'member': {
      const object = evaluate(expression.of, parameters, services)
      return isProps(object) ? object[expression.name] : undefined
    }
    case 'call': {
      const args = expression.args.map((argument) => evaluate(argument, parameters, services))
      if (expression.name.toLowerCase() === 'parameters') return parameters[String(args[0])]
      const call = templateFunctions.get(expression.name.toLowerCase())
      if (call) return call(args, services)
      throw new Error(
        `The ARM template function ${expression.name}() has no simulation on localhost. ` +
          `Simulated: parameters, ${[...templateFunctions.keys()].join(', ')}.`,
      )
    }
  }
}
