// Reads the pages that an authorization server shows: their forms, and what they post to an app.
import { type HTMLElement, parse } from 'node-html-parser'

/** A form as a browser would send it. */
export interface Form {
  /** Resolved against the page. */
  readonly action: string
  readonly method: 'get' | 'post'
  readonly fields: readonly Field[]
}

export interface Field {
  readonly name: string
  readonly value: string
  /** `text`, `password`, `hidden`, `checkbox`, `submit`, … */
  readonly type: string
  readonly autocomplete: string
}

const readField = (input: HTMLElement): Field => ({
  name: input.getAttribute('name') ?? '',
  value: input.getAttribute('value') ?? '',
  type: (input.getAttribute('type') ?? (input.tagName === 'BUTTON' ? 'submit' : 'text')).toLowerCase(),
  autocomplete: input.getAttribute('autocomplete') ?? '',
})

/** @param url of the page */
export const readForms = (html: string, url: string): readonly Form[] => {
  const page = parse(html)
  // Fields and buttons elsewhere on the page name their form by its id.
  const elsewhere = page.querySelectorAll('input[form], button[form]')
  return page.querySelectorAll('form').map((form) => {
    const action = form.getAttribute('action') || url
    const own = elsewhere.filter((field) => field.getAttribute('form') === form.getAttribute('id'))
    return {
      action: URL.canParse(action, url) ? new URL(action, url).href : action,
      method: form.getAttribute('method')?.toLowerCase() === 'post' ? 'post' : 'get',
      fields: [...form.querySelectorAll('input, button'), ...own].map(readField).filter(({ name }) => name !== ''),
    }
  })
}

export const hasPassword = ({ fields }: Form): boolean => fields.some(({ type }) => type === 'password')

const isCode = ({ type, name, autocomplete }: Field): boolean =>
  autocomplete === 'one-time-code' || (type !== 'hidden' && type !== 'submit' && /passcode|otp|totp|answer/i.test(name))

/** A form that asks for a one-time code. */
export const asksForCode = (form: Form): boolean => !hasPassword(form) && form.fields.some(isCode)

const isIdentifier = ({ type, name, autocomplete }: Field): boolean =>
  (type === 'text' || type === 'email') && (autocomplete === 'username' || /identifier|user|login|email/i.test(name))

/** A form that asks for the name alone. */
export const asksForName = (form: Form): boolean => !hasPassword(form) && form.fields.some(isIdentifier)

/** What a person types. */
export interface Answers {
  readonly login: string
  readonly password?: string
  readonly code?: string
}

/** The form's fields with a person's answers in them. @param button of several, which one is pressed */
export const fill = (
  form: Form,
  { login, password = '', code = '' }: Answers,
  button: 'first' | 'last' = 'first',
): URLSearchParams => {
  const filled = new URLSearchParams()
  const buttons = form.fields.filter(({ type }) => type === 'submit')
  const submit = button === 'first' ? buttons[0] : buttons.at(-1)
  for (const field of form.fields) {
    const { name, type, value } = field
    if (type === 'submit' && field !== submit) continue
    if (type === 'checkbox' || type === 'radio') continue
    if (type === 'password') filled.append(name, password)
    else if (isIdentifier(field)) filled.append(name, login)
    else if (isCode(field)) filled.append(name, code)
    else filled.append(name, value)
  }
  return filled
}

/** `data.code = '…'` or `{"code":"…"}` in the script of an `okta_post_message` answer; undefined where there is none. */
export const readPostMessage = (html: string): ReadonlyMap<string, string> | undefined => {
  const script = parse(html)
    .querySelectorAll('script')
    .map(({ innerHTML }) => innerHTML)
    .find((text) => text.includes('postMessage'))
  if (script === undefined) return undefined
  const assigned = [...script.matchAll(/data\.(\w+)\s*=\s*'((?:[^'\\]|\\.)*)'/g)]
  if (assigned.length > 0) return new Map(assigned.map(([, name = '', text = '']) => [name, unescapeScript(text)]))
  const literal = /postMessage\((\{.*?\}),\s*"/s.exec(script)?.[1]
  if (literal === undefined) return undefined
  const data: Readonly<Record<string, unknown>> = Object(JSON.parse(literal))
  return new Map(Object.entries(data).map(([name, value]) => [name, String(value)]))
}

/** `\x2D`, `\u002D` and `\/` as Okta's pages write them. */
const unescapeScript = (text: string): string =>
  text.replace(
    /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))/g,
    (_whole, hex: string, unicode: string, other: string) =>
      other === undefined ? String.fromCharCode(Number.parseInt(hex ?? unicode, 16)) : other,
  )
