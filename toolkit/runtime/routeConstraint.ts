type Constraint = (value: string) => boolean

/** The inline constraints of ASP.NET Core by name. Undefined: no such constraint, or its argument does not fit. */
export function createRouteConstraint(name: string, argument: string | undefined): Constraint | undefined {
  if (name === 'regex') return argument === undefined ? undefined : matching(argument)
  const numbers = argument === undefined ? [] : argument.split(',').map(Number)
  if (numbers.some((number) => !Number.isInteger(number))) return undefined
  const [first, second] = numbers
  if (first === undefined) return plainConstraints().get(name)
  if (second === undefined) return constraintsOfOne().get(name)?.(first)
  return numbers.length === 2 ? constraintsOfTwo().get(name)?.(first, second) : undefined
}

// Made when a route asks for one: a start pays for every map.
function plainConstraints(): Map<string, Constraint> {
  return new Map<string, Constraint>([
    ['alpha', (value) => /^[a-z]*$/i.test(value)],
    ['bool', (value) => /^(?:true|false)$/i.test(value)],
    ['datetime', (value) => !Number.isNaN(Date.parse(value))],
    ['decimal', isDecimal],
    ['double', isDecimal],
    ['float', isDecimal],
    ['file', (value) => /\.[^./]+$/.test(value)],
    ['guid', (value) => /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(value)],
    ['int', (value) => isInteger(value, 31n)],
    ['long', (value) => isInteger(value, 63n)],
    ['nonfile', (value) => !/\.[^./]+$/.test(value)],
    ['required', (value) => value !== ''],
  ])
}

function constraintsOfOne(): Map<string, (argument: number) => Constraint> {
  return new Map<string, (argument: number) => Constraint>([
    ['length', (length) => (value) => value.length === length],
    ['max', (max) => (value) => isInteger(value, 63n) && BigInt(value) <= BigInt(max)],
    ['maxlength', (max) => (value) => value.length <= max],
    ['min', (min) => (value) => isInteger(value, 63n) && BigInt(value) >= BigInt(min)],
    ['minlength', (min) => (value) => value.length >= min],
  ])
}

function constraintsOfTwo(): Map<string, (first: number, second: number) => Constraint> {
  return new Map<string, (first: number, second: number) => Constraint>([
    ['length', (min, max) => (value) => value.length >= min && value.length <= max],
    [
      'range',
      (min, max) => (value) =>
        isInteger(value, 63n) && BigInt(value) >= BigInt(min) && BigInt(value) <= BigInt(max),
    ],
  ])
}

function isDecimal(value: string): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)
}

function isInteger(value: string, bits: bigint): boolean {
  if (!/^-?\d{1,19}$/.test(value)) return false
  return BigInt.asIntN(Number(bits) + 1, BigInt(value)) === BigInt(value)
}

function matching(source: string): Constraint | undefined {
  try {
    const pattern = new RegExp(source, 'i')
    return (value) => pattern.test(value)
  } catch {
    return undefined
  }
}
