// The adapters that `conformance adapter init` writes: one for each language, under templates/ of the package.
import { fileURLToPath } from 'node:url'

/** One language's adapter. */
export interface Template {
  /** Beside `client.yaml`. */
  readonly files: readonly [string, ...string[]]
  /** Starts it, in its own folder. */
  readonly command: string
  /** What has to be there. */
  readonly needs: string
  /** What the client is to ask for. */
  readonly scopes: readonly string[]
  /** Whether it can sign in at two issuers. */
  readonly secondIssuer?: true
}

const scopes = ['openid', 'profile']

export const templates = {
  node: {
    files: ['adapter.mjs'],
    command: 'node adapter.mjs',
    needs: 'Node 20 and openid-client 6 (npm install openid-client)',
    scopes: [...scopes, 'offline_access'],
    secondIssuer: true,
  },
  python: { files: ['adapter.py'], command: 'python3 adapter.py', needs: 'Python 3.8', scopes },
  go: { files: ['adapter.go'], command: 'go run adapter.go', needs: 'Go 1.21', scopes },
  java: { files: ['Adapter.java'], command: 'java Adapter.java', needs: 'Java 17', scopes },
  csharp: {
    files: ['Adapter.cs', 'adapter.csproj'],
    // A build talks on standard output, which belongs to the protocol.
    command: 'dotnet build --nologo --verbosity quiet 1>&2 && dotnet run --no-build',
    needs: '.NET 8',
    scopes,
  },
  ruby: { files: ['adapter.rb'], command: 'ruby adapter.rb', needs: 'Ruby 2.7', scopes },
  // Standard output belongs to the protocol: PHP would write its warnings there.
  php: { files: ['adapter.php'], command: 'php -d display_errors=stderr adapter.php', needs: 'PHP 8.0', scopes },
  bash: { files: ['adapter.sh'], command: 'bash adapter.sh', needs: 'bash 4, jq, curl and openssl', scopes },
} as const satisfies Readonly<Record<string, Template>>

/** A language that there is a template for. */
export type Language = keyof typeof templates

export const isLanguage = (name: string): name is Language => Object.hasOwn(templates, name)

/** The folder of a language's files: as deep under src as under dist. */
export const folderOf = (language: Language): string =>
  fileURLToPath(new URL(`../../../../../templates/adapter/${language}`, import.meta.url))
