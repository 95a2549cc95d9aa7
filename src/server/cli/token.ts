// `mockta token`: an access token of a running mock, for curl.
import type { TokenOptions } from '../config/options.js'
import { UsageError } from '../config/usage-error.js'

const post = async (url: string, body: object): Promise<Response> => {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
  } catch (error) {
    const { cause, name } = error as Error & { readonly cause?: NodeJS.ErrnoException }
    const why = cause?.code ?? (name === 'TimeoutError' ? 'no answer within 10 seconds' : name)
    throw new UsageError(
      `no mock answers at ${url} (${why}): start one with "mockta", or name its admin listener with --url`,
      { cause: error },
    )
  }
}

const readJson = async (response: Response): Promise<Readonly<Record<string, unknown>>> => {
  try {
    return Object(await response.json()) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

/** @throws UsageError with one line: nobody answers, or why there is no such token */
export const token = async ({ url, client, scopes, user }: TokenOptions): Promise<string> => {
  const endpoint = `${url}/tokens`
  const response = await post(endpoint, { clientId: client, scopes, ...(user !== undefined && { user }) })
  const { access_token, error } = await readJson(response)
  if (typeof access_token === 'string') return access_token
  throw new UsageError(
    typeof error === 'string'
      ? error
      : `${url} is no admin listener of mockta: it answered ${response.status} at /tokens; the admin URL is printed when the mock starts`,
  )
}
