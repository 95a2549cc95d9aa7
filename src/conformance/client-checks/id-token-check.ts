// The shape of a check with an ID token that is wrong in one way, and where such a token travels.
import { core, rfc } from '../sources.js'
import {
  type ClientFacts,
  type ClientLevel,
  clientLevels,
  everywhere,
  type LoginCheck,
  type Mutation,
} from './client-check.js'

/** The ID token comes from the token endpoint, and from there alone. */
export const isCodeFlow = ({ responseType }: ClientFacts): boolean => responseType === 'code'

interface Row {
  readonly id: string
  readonly title: string
  readonly severity: LoginCheck['severity']
  readonly section: string
  readonly cwe: number
  readonly why: string
  readonly expected?: LoginCheck['expected']
  readonly twin?: string
  readonly faults: readonly (readonly [name: string, fault: string])[]
  readonly needs?: LoginCheck['needs']
  /** Ways that work on a real org too. */
  readonly also?: Partial<Record<ClientLevel, readonly (Mutation & { readonly name?: string })[]>>
  readonly rfcs?: readonly [number, string][]
}

/** One check, from what it has of its own. */
export const idTokenCheck = ({
  id,
  title,
  severity,
  section,
  cwe,
  why,
  faults,
  also = {},
  rfcs = [],
  ...more
}: Row): LoginCheck => {
  const byFault = faults.map(([name, fault]) => ({ faults: [fault], ...(faults.length > 1 && { name }) }))
  const mutations = { ...also, P: byFault, M: byFault }
  const [first = 'M', ...levels] = clientLevels.filter((level) => mutations[level] !== undefined)
  return {
    id,
    title,
    topic: 'id-token',
    kind: 'login',
    surfaces: everywhere,
    levels: [first, ...levels],
    severity,
    sources: [core(section), ...rfcs.map(([number, at]) => rfc(number, at))],
    cwe,
    why,
    expected: more.expected ?? 'rejects',
    mutations,
    ...(more.twin !== undefined && { twin: more.twin }),
    ...(more.needs && { needs: more.needs }),
  }
}

/** An ID token travels in the answer. */
export const withIdToken: NonNullable<Mutation['where']> = ({ answer }) => answer.has('id_token')

/** Whoever redeems a code has tokens of its own beside those in the answer. */
export const withoutCode: NonNullable<Mutation['where']> = ({ answer }) => answer.has('id_token') && !answer.has('code')
