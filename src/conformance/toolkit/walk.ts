// Walks a browser from the answer to an authorization request to its end: pages filled, redirects inside the server followed.
import { Blocked } from '../outcome.js'
import type { TestUser } from '../targets/settings.js'
import type { WireResponse } from '../wire/exchange.js'
import type { PageShown } from './authorize-result.js'
import type { Browser } from './browser.js'
import { asksForCode, asksForName, type Form, fill, hasPassword, readForms } from './page.js'
import { type Delivered, locationOf, readAnswer } from './read-answer.js'

/** What a person does on a consent page; `stop`: leaves it as it is. */
export type ConsentAnswer = 'agree' | 'refuse' | 'stop'

/** Where a walk ended. */
export interface WalkEnd {
  readonly response: WireResponse
  readonly answer?: Delivered
  readonly page?: PageShown['kind']
  readonly signedIn: boolean
}

interface Walk {
  readonly browser: Browser
  readonly redirectUri: string
  /** Undefined: pages are not filled. */
  readonly user?: TestUser
  /** The current TOTP code of a user. */
  readonly codeOf: (user: TestUser) => string | undefined
  readonly consent: ConsentAnswer
}

/** More hops than any server needs. */
const mostSteps = 12

const kindOf = (response: WireResponse, forms: readonly Form[]): PageShown['kind'] => {
  if (response.status >= 400) return 'error-page'
  if (forms.some((form) => hasPassword(form) || asksForCode(form) || asksForName(form))) return 'sign-in-page'
  // A page whose only form is a plain button, or that fetches its own sign-in by script.
  if (forms.some(({ method }) => method === 'post')) return 'consent-page'
  return /okta-sign-?in|OktaSignIn/.test(response.text) ? 'sign-in-page' : 'other-page'
}

/** @throws Blocked if it goes round in circles, or a page takes no answer */
export const walk = async (
  first: WireResponse,
  { browser, redirectUri, user, codeOf, consent }: Walk,
): Promise<WalkEnd> => {
  let response = first
  let signedIn = false
  let passwordsSent = 0
  const follow = async (url: string): Promise<void> => {
    response = await browser.get(url, 'sign-in')
  }
  for (let step = 0; step < mostSteps; step += 1) {
    const answer = readAnswer(response, redirectUri)
    if (answer) return { response, answer, signedIn }
    const location = locationOf(response)
    if (location !== undefined) {
      // Only the server's own redirects are followed; any other is where the walk ends.
      if (new URL(location).host !== new URL(response.request.url).host)
        return { response, page: 'other-page', signedIn }
      await follow(location)
      continue
    }
    const forms = readForms(response.text, response.request.url)
    const page = kindOf(response, forms)
    const form = forms.find(({ method }) => method === 'post')
    const fillable = (page === 'sign-in-page' && user !== undefined) || (page === 'consent-page' && consent !== 'stop')
    if (form === undefined || !fillable) return { response, page, signedIn }
    if (hasPassword(form)) {
      passwordsSent += 1
      if (passwordsSent > 1) throw new Blocked('the sign-in page asked for the password again')
    }
    const code = user && asksForCode(form) ? codeOf(user) : undefined
    const answers = { login: user?.login ?? '', password: user?.password ?? '', ...(code !== undefined && { code }) }
    const button = page === 'consent-page' && consent === 'refuse' ? 'last' : 'first'
    response = await browser.post(form.action, fill(form, answers, button), 'sign-in')
    signedIn ||= page === 'sign-in-page'
  }
  throw new Blocked(`no end after ${mostSteps} redirects and pages`)
}
