// A YAML or JSON text, and where in it each value stands.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Path, Place } from './problem.js'

/** A parsed text that can still say where things are. */
export interface ConfigDocument {
  readonly value: unknown
  /** What the parser refuses; nothing else is looked at then. */
  readonly syntax: readonly { readonly message: string; readonly place: Place | undefined }[]
  /** The key for a last step that names one, else the value; the nearest thing above for what is not there. */
  placeOf(path: Path): Place
}

/** JSON is YAML, so one parser reads both. */
export const readDocument = (text: string): ConfigDocument => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, merge: true })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0)

  const placeOf = (path: Path): Place => {
    let node: unknown = document.contents
    let offset = startOf(node)
    for (const [index, step] of path.entries()) {
      if (isAlias(node)) node = node.resolve(document)
      if (isSeq(node)) {
        node = node.items[Number(step)]
        if (node === undefined) break
        offset = startOf(node)
      } else if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
        if (pair === undefined) break
        node = pair.value
        offset = index === path.length - 1 || !isNode(node) ? startOf(pair.key) : startOf(node)
      } else break
    }
    return at(offset)
  }

  const syntax = document.errors.map(({ code, message, linePos }) => ({
    message: explanations[code] ?? message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message,
    place: linePos && { line: linePos[0].line, column: linePos[0].col },
  }))
  if (syntax.length > 0) return { value: undefined, syntax, placeOf }
  try {
    return { value: toJson(document), syntax, placeOf }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { value: undefined, syntax: [{ message: error.message, place: undefined }], placeOf }
  }
}

/** Where the parser's own words are about its API. */
const explanations: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document starts here: a configuration is one',
}

/** Throws for aliases and merge keys that lead nowhere, or back to themselves. */
const toJson = (document: Document): unknown => {
  const value: unknown = document.toJS()
  try {
    return JSON.parse(JSON.stringify(value))
  } catch {
    throw new Error('an alias stands inside what it is the alias of')
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'range' in value
