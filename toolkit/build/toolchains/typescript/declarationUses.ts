import type { ClassExpression, Node, Program } from 'acorn'

export interface DeclarationUses {
  /** The whole statement. */
  readonly declaration: Node
  readonly references: readonly Reference[]
}

/** Where it is named, but for its declaration. */
export interface Reference {
  readonly start: number
  readonly end: number
  /** It stands for a member of an object literal and its value. */
  readonly isShorthand: boolean
}

/**
 * Pure: the functions and classes of these names that are declared at the top of a program and could be declared elsewhere
 * as well: nothing else bears their name, nothing is assigned to it, a function has no `this`, and a class does nothing.
 */
export function findUses(
  program: Program,
  names: Pick<ReadonlySet<string>, 'has'>,
): Map<string, DeclarationUses> {
  const found = new Map<string, { declaration: Node; declares: Node; references: Reference[] }>()
  for (const statement of program.body) {
    const declared = declaredBy(statement)
    if (declared === undefined || !names.has(declared.name)) continue
    found.set(declared.name, { declaration: statement, declares: declared.node, references: [] })
  }
  for (const { node, parent, role } of nodesOf(program)) {
    if (node.type === 'ThisExpression') found.delete(functionAround(node, found))
    if (node.type === 'ObjectPattern') for (const name of boundIn(node)) found.delete(name)
    if (!isIdentifier(node)) continue
    // What it evaluates may name any of them.
    if (node.name === 'eval' && role === 'callee') found.clear()
    const uses = found.get(node.name)
    const isDeclared = uses?.declares === parent && role === 'id'
    if (uses === undefined || isDeclared || isNameOnly(parent, role)) continue
    if (isBinding(parent, role)) found.delete(node.name)
    else uses.references.push({ start: node.start, end: node.end, isShorthand: isShorthand(parent) })
  }
  return found
}

/** `function name() {}`, or a class as the bundler writes it: `var name = class {}`. */
export function declaredBy(statement: Program['body'][number]): { name: string; node: Node } | undefined {
  if (statement.type === 'FunctionDeclaration') return { name: statement.id.name, node: statement }
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return undefined
  const [declarator] = statement.declarations
  if (declarator?.init?.type !== 'ClassExpression' || declarator.id.type !== 'Identifier') return undefined
  return doesNothing(declarator.init) ? { name: declarator.id.name, node: declarator } : undefined
}

/** Whether to make the class has no effect but the class, whenever that is done. */
function doesNothing({ superClass, body }: ClassExpression): boolean {
  const isKnown = superClass === null || superClass === undefined || superClass.type === 'Identifier'
  return (
    isKnown &&
    body.body.every(
      (element) =>
        element.type !== 'StaticBlock' &&
        !element.computed &&
        !(element.type === 'PropertyDefinition' && element.static),
    )
  )
}

interface Placed {
  readonly node: Node
  readonly parent: Node | undefined
  /** The member of the parent in which it is. */
  readonly role: string
}

// In no order, and not by recursion: a sum of some thousand texts is as many levels deep.
function* nodesOf(program: Program): Generator<Placed> {
  const waiting: Placed[] = [{ node: program, parent: undefined, role: '' }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    for (const [role, value] of Object.entries(next.node)) {
      for (const child of Array.isArray(value) ? value : [value])
        if (isNode(child)) waiting.push({ node: child, parent: next.node, role })
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function isIdentifier(node: Node): node is Node & { readonly name: string } {
  return node.type === 'Identifier' && 'name' in node && typeof node.name === 'string'
}

// Whose `this` it is would take a look at every function in between: one that only contains it stays, too.
function functionAround(node: Node, found: ReadonlyMap<string, { readonly declaration: Node }>): string {
  for (const [name, { declaration }] of found) {
    const isAround = declaration.start <= node.start && node.end <= declaration.end
    if (isAround && declaration.type === 'FunctionDeclaration') return name
  }
  return ''
}

// A member, a label or `new.target`, which no scope has a say in.
function isNameOnly(parent: Node | undefined, role: string): boolean {
  if (role === 'label' || parent?.type === 'MetaProperty') return true
  const isComputed = parent !== undefined && 'computed' in parent && parent.computed === true
  return !isComputed && (role === 'key' || (role === 'property' && parent?.type === 'MemberExpression'))
}

function isShorthand(parent: Node | undefined): boolean {
  return parent?.type === 'Property' && 'shorthand' in parent && parent.shorthand === true
}

function* boundIn(pattern: Node): Generator<string> {
  const properties = 'properties' in pattern && Array.isArray(pattern.properties) ? pattern.properties : []
  for (const { value } of properties) if (isNode(value) && isIdentifier(value)) yield value.name
}

// Declared anew or assigned to.
function isBinding(parent: Node | undefined, role: string): boolean {
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return role === 'left'
    case 'VariableDeclarator':
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return role === 'id' || role === 'params'
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return role === 'id' || role === 'params'
    case 'CatchClause':
    case 'RestElement':
    case 'ArrayPattern':
    case 'UpdateExpression':
      return true
    default:
      return false
  }
}
