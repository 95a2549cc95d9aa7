// The request that decided a check, as a command to paste; secrets are already replaced.
import type { Finding } from './result.js'
import type { Exchange } from './wire/exchange.js'

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** `curl -i …` for one exchange. */
export const curlOf = ({ request: { method, url, headers, body } }: Exchange): string =>
  [
    'curl -i',
    ...(method === 'GET' || (method === 'POST' && body !== undefined) ? [] : [`-X ${method}`]),
    quote(url),
    ...Object.entries(headers)
      .filter(([name]) => name !== 'accept')
      .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ].join(' ')

/** For the first finding that has an exchange; undefined where nothing was found. */
export const reproduction = (transcript: readonly Exchange[], findings: readonly Finding[]): string | undefined => {
  const number = findings.find(({ exchange }) => exchange !== undefined)?.exchange
  const exchange = transcript.find((candidate) => candidate.number === number)
  return exchange && curlOf(exchange)
}
