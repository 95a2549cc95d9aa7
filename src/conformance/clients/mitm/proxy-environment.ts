// What makes a client go through the proxy and trust it, in the names that languages and tools read.
import { fileURLToPath } from 'node:url'
import type { RunCertificate } from './run-certificate.js'

/** Makes an older Node, and the libraries on it, heed what newer ones heed by themselves. */
const preload = fileURLToPath(new URL('../../../../templates/proxy/through-proxy.cjs', import.meta.url))

interface Parts extends Pick<RunCertificate, 'caFile' | 'bundleFile'> {
  readonly proxyUrl: string
  /** The org's. */
  readonly hostname: string
  /** Of the app itself, with their ports. */
  readonly hosts: readonly string[]
  /** NODE_OPTIONS as they are. */
  readonly nodeOptions: string | undefined
}

const loopback = ['localhost', '127.0.0.1', '::1']

/** An app on this machine is not asked through a proxy; an org on this machine is. */
const directHosts = ({ hostname, hosts }: Parts): string =>
  (loopback.includes(hostname) ? hosts : [...loopback, ...hosts]).join(',')

export const proxyEnvironment = (parts: Parts): Readonly<Record<string, string>> => {
  const { proxyUrl, caFile, bundleFile, nodeOptions = '' } = parts
  const direct = directHosts(parts)
  return {
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    // Ruby asks this one whatever the URL.
    http_proxy: proxyUrl,
    NO_PROXY: direct,
    no_proxy: direct,
    // Node from 22.21 and 24.5 on.
    NODE_USE_ENV_PROXY: '1',
    NODE_OPTIONS: `${nodeOptions} --require=${JSON.stringify(preload)}`.trim(),
    NODE_EXTRA_CA_CERTS: caFile,
    // OpenSSL, Ruby, Go on Linux, .NET on Linux.
    SSL_CERT_FILE: bundleFile,
    // Python's requests and httpx, curl.
    REQUESTS_CA_BUNDLE: bundleFile,
    CURL_CA_BUNDLE: bundleFile,
  }
}
