// Certificates of a local authority that nobody but its owner trusts (RFC 5280). Loaded only where one is made.
import 'reflect-metadata'
import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate and its private key, both in PEM. */
export interface KeyedCertificate {
  readonly cert: string
  readonly key: string
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

const daySeconds = 86_400

/** Browsers take up to 825 days for a certificate that a person installed the authority of, and others up to 398. */
const leafDays = 397
const authorityDays = 3650

const dateAt = (epochSeconds: number): Date => new Date(epochSeconds * 1000)

/** Clocks of other machines, containers for one, may be behind. */
const dayBefore = (epochSeconds: number): Date => dateAt(epochSeconds - daySeconds)

const pemOf = (key: webcrypto.CryptoKey): string =>
  KeyObject.from(key).export({ format: 'pem', type: 'pkcs8' }).toString()

/** A name of a server, or of everything below it where an authority may vouch for it. */
export type ServerName = { readonly type: 'dns' | 'ip'; readonly value: string }

/** Whoever gets hold of the key can vouch for these names and for nothing else (RFC 5280 4.2.1.10). */
const onlyFor = (names: readonly ServerName[]): Extension => {
  const permitted = names.map(({ type, value }) =>
    type === 'dns' ? { dNSName: value } : { iPAddress: `${value}${value.includes(':') ? '/128' : '/32'}` },
  )
  const constraints = new NameConstraints({
    permittedSubtrees: new GeneralSubtrees(
      permitted.map((name) => new GeneralSubtree({ base: new GeneralName(name) })),
    ),
  })
  return new Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints))
}

const generate = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])

/** This machine's. */
const local: readonly ServerName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
]

/** What an authority is for. */
export interface AuthorityScope {
  /** It can vouch for these and what is below them. Default: names of this machine. */
  readonly names?: readonly ServerName[]
  /** Default: ten years. */
  readonly days?: number
}

/** A certificate authority. `now` is epoch seconds by the machine's clock. */
export const createAuthority = async (
  now: number,
  owner: string,
  { names = local, days = authorityDays }: AuthorityScope = {},
): Promise<KeyedCertificate> => {
  const keys = await generate()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ O: ['mockta'] }, { CN: [`mockta local authority (${owner})`] }],
    notBefore: dayBefore(now),
    notAfter: dateAt(now + days * daySeconds),
    signingAlgorithm: ecdsa,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      onlyFor(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: certificate.toString('pem'), key: pemOf(keys.privateKey) }
}

const readSigningKey = (pem: string): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' }), ecdsa, false, [
    'sign',
  ])

/** What a certificate of `--tls` is good for. */
const served: readonly ServerName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'dns', value: '*.okta.localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
]

/** A server certificate, signed by the authority; by default for the names of this machine. */
export const createServerCertificate = async (
  authority: KeyedCertificate,
  now: number,
  names: readonly ServerName[] = served,
): Promise<KeyedCertificate> => {
  const issuer = new X509Certificate(authority.cert)
  const keys = await generate()
  const end = Math.min(now + leafDays * daySeconds, issuer.notAfter.getTime() / 1000)
  const certificate = await X509CertificateGenerator.create({
    subject: [{ O: ['mockta'] }, { CN: [names[0]?.value ?? 'localhost'] }],
    issuer: issuer.subjectName.toJSON(),
    notBefore: dayBefore(now),
    notAfter: dateAt(end),
    signingAlgorithm: ecdsa,
    publicKey: keys.publicKey,
    signingKey: await readSigningKey(authority.key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([...names]),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: certificate.toString('pem'), key: pemOf(keys.privateKey) }
}
