// Which operation a request means, and the scopes it needs.
import { operationsText } from './operations-text.js'

/** One operation of Okta's API. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** With placeholders: `/api/v1/users/{id}`. */
  readonly path: string
  /** Full names; all are needed. */
  readonly scopes: readonly string[]
  /** `public` needs no credentials, `oauth` takes no API token. */
  readonly access: 'any' | 'public' | 'oauth' | 'none'
}

/** What a request's path and method mean. */
export type Match =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong method' }
  | { readonly kind: 'unknown' }

interface Node {
  readonly literals: Map<string, Node>
  /** The placeholder of this position, whatever it is called. */
  placeholder?: Node
  readonly operations: Map<string, Operation>
}

const newNode = (): Node => ({ literals: new Map(), operations: new Map() })

const isPlaceholder = (segment: string): boolean => segment.startsWith('{')

const child = (node: Node, segment: string): Node => {
  if (isPlaceholder(segment)) {
    node.placeholder ??= newNode()
    return node.placeholder
  }
  const next = node.literals.get(segment) ?? newNode()
  node.literals.set(segment, next)
  return next
}

const readAccess = (flag: string | undefined): Operation['access'] =>
  flag === 'public' || flag === 'oauth' || flag === 'none' ? flag : 'any'

/** Every operation, in the table's order. */
export const readOperations = (): readonly Operation[] => {
  let path = ''
  const operations: Operation[] = []
  for (const line of operationsText.trim().split('\n')) {
    if (line.startsWith('/')) {
      path = line
      continue
    }
    const [method = '', id = '', scopes = '-', flag] = line.trim().split(' ')
    operations.push({
      id,
      method,
      path,
      scopes:
        scopes === '-'
          ? []
          : scopes.split(',').map((scope) => (scope.startsWith('=') ? scope.slice(1) : `okta.${scope}`)),
      access: readAccess(flag),
    })
  }
  return operations
}

const buildTree = (): Node => {
  const root = newNode()
  for (const operation of readOperations()) {
    operation.path.slice(1).split('/').reduce(child, root).operations.set(operation.method, operation)
  }
  return root
}

/** Literal segments win over placeholders; where they lead nowhere the placeholder is tried. */
const findNode = (node: Node, segments: readonly string[]): Node | undefined => {
  const [segment, ...rest] = segments
  if (segment === undefined) return node.operations.size > 0 ? node : undefined
  const literal = node.literals.get(segment)
  return (
    (literal && findNode(literal, rest)) ??
    (node.placeholder && segment !== '' ? findNode(node.placeholder, rest) : undefined)
  )
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

let tree: Node | undefined

/** Finds the operation. Built at the first call. A slash at the end of the path means nothing (S-252). */
export const matchOperation = (method: string, path: string): Match => {
  tree ??= buildTree()
  const segments = path.replace(/\/$/, '').slice(1).split('/')
  const node = findNode(tree, segments)
  if (node === undefined) return { kind: 'unknown' }
  const operation = node.operations.get(method)
  if (operation === undefined) return { kind: 'wrong method' }
  const names = operation.path.slice(1).split('/')
  const values = names.flatMap((name, index) =>
    isPlaceholder(name) ? [[name.slice(1, -1), decode(segments[index] ?? '')] as const] : [],
  )
  return { kind: 'operation', operation, values: Object.fromEntries(values) }
}
