// Takes secrets out of everything before it is kept. Secrets are known from the settings, or learned from the names
// they travel under; a learned one is replaced wherever else it turns up, however it is encoded there.
import { digest } from './digest.js'
import { redactJson } from './json.js'
import { jwtPattern, redactJwt } from './jwt.js'
import { isPersonalName, isSecretName } from './names.js'

/** One check's, or one run's. */
export interface Redactor {
  /** Makes a value known. Shorter than four characters is no secret. */
  learn(secret: string): void
  /** Any text, such as a URL, a header, a body or a message. */
  text(text: string): string
  /** A header's value. */
  header(name: string, value: string): string
  /** A request or response body: JSON and forms by their members, anything else as text. */
  body(body: string, contentType: string | undefined): string
  /** Any value, deeply. */
  value(value: unknown): unknown
  /** Knows all that this one knows now or later; what the child learns stays with it. */
  child(): Redactor
}

const htmlEscaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** A secret as it may be spelt in a URL, a form, JSON, a page or Basic credentials. */
const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  htmlEscaped(secret),
]

const shortestSecret = 4

export const createRedactor = (
  known: () => Iterable<readonly [spelling: string, standIn: string]> = () => [],
): Redactor => {
  const own = new Map<string, string>()
  const all = function* (): Iterable<readonly [string, string]> {
    yield* known()
    yield* own
  }

  const learn = (secret: string): void => {
    if (secret.length < shortestSecret || own.has(secret)) return
    for (const spelling of spellings(secret)) own.set(spelling, digest(secret))
  }

  const replaceKnown = (text: string): string => {
    let result = text
    for (const [spelling, standIn] of all())
      if (result.includes(spelling)) result = result.replaceAll(spelling, standIn)
    return result
  }

  const text = (input: string): string => replaceKnown(redactUrlParams(input).replace(jwtPattern, redactJwt))

  /** `name=value` after `?`, `#` or `&`: queries, fragments and whole forms. */
  const redactUrlParams = (input: string): string =>
    input.replace(/(^|[?#&])([A-Za-z_.]+)=([^&#\s"'<>]*)/g, (whole, before: string, name: string, value: string) => {
      if (value === '' || !(isSecretName(name) || isPersonalName(name))) return whole
      const decoded = decode(value)
      if (isSecretName(name)) learn(decoded)
      const jwt = jwtPattern.test(decoded)
      jwtPattern.lastIndex = 0
      return `${before}${name}=${jwt ? value : digest(decoded)}`
    })

  const member = (name: string, value: string): string | undefined => {
    if (isSecretName(name)) learn(value)
    else if (!isPersonalName(name)) return undefined
    const jwt = value.replace(jwtPattern, redactJwt)
    return jwt === value ? digest(value) : jwt
  }

  return {
    learn,
    text,
    header: (name, value) => redactHeader(name, value, { learn, text }),
    body: (body, contentType = '') => {
      if (body === '') return body
      if (/\bjson\b/.test(contentType) || /^\s*[{[]/.test(body)) {
        const parsed = parseJson(body)
        if (parsed !== undefined) return replaceKnown(JSON.stringify(redactJson(parsed, member, text)))
      }
      return text(contentType.includes('html') ? redactPage(body, member) : body)
    },
    value: (value) => redactJson(value, member, text),
    child: () => createRedactor(all),
  }
}

const decode = (value: string): string => {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Hidden fields of a page, whichever way round their attributes stand. */
const redactPage = (page: string, member: (name: string, value: string) => string | undefined): string =>
  page.replace(/<input\b[^>]*>/gi, (tag) => {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    const value = /\bvalue="([^"]*)"/.exec(tag)?.[1]
    if (!name || !value) return tag
    const standIn = member(name, value)
    return standIn === undefined ? tag : tag.replace(`value="${value}"`, () => `value="${standIn}"`)
  })

interface Parts {
  readonly learn: (secret: string) => void
  readonly text: (text: string) => string
}

const redactHeader = (name: string, value: string, { learn, text }: Parts): string => {
  switch (name.toLowerCase()) {
    case 'authorization': {
      const [scheme = '', ...rest] = value.split(' ')
      const credentials = rest.join(' ')
      if (credentials === '') return digest(value)
      learn(credentials)
      const shown = text(credentials)
      return `${scheme} ${shown}`
    }
    case 'cookie':
      return value
        .split('; ')
        .map((pair) => {
          const [cookie = '', ...rest] = pair.split('=')
          learn(rest.join('='))
          return `${cookie}=${digest(rest.join('='))}`
        })
        .join('; ')
    case 'set-cookie': {
      const [pair = '', ...attributes] = value.split(';')
      const [cookie = '', ...rest] = pair.split('=')
      learn(rest.join('='))
      return [`${cookie}=${digest(rest.join('='))}`, ...attributes].join(';')
    }
    default:
      return text(value)
  }
}
