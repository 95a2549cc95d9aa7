// What a run is about to make on an org, written down before it is made, so that it can be removed whatever happens.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../usage-error.js'

/** What can be made. */
export type Kind = 'app' | 'group' | 'user'

/** An object that the journal knows of; without an id where the run ended before the org had answered. */
export interface Noted {
  readonly kind: Kind
  /** Label, name or login: unique, as the run's tag is in it. */
  readonly name: string
  readonly id?: string
}

/** The journal of one run: a file that is gone when nothing is left. */
export interface ProvisionJournal {
  /** Before it is made. @throws UsageError if it cannot be written: then nothing must be made */
  intend(object: Noted): void
  made(object: Noted & { readonly id: string }): void
  removed(object: Noted): void
  /** In the order they were made. */
  left(): readonly Noted[]
}

type Event =
  | ({ readonly event: 'intend' | 'made' | 'removed' } & Noted)
  | { readonly event: 'run'; readonly pid: number }

/** Where the journals for an org are kept. @param home the person's */
export const journalFolder = (home: string, issuer: string): string =>
  join(home, '.config', 'mockta', 'provisioned', new URL(issuer).host.replace(':', '-'))

const readEvents = (path: string): readonly Event[] => {
  let text = ''
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line): Event[] => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Event]
    } catch {
      // The line that a machine was writing when it went down: what it tells of was not made yet.
      return []
    }
  })
}

/** @param pid of the run that owns it */
export const openJournal = (path: string, pid: number): ProvisionJournal => {
  const objects = new Map<string, Noted>()
  const keyOf = ({ kind, name }: Noted): string => `${kind} ${name}`
  const apply = (event: Event): void => {
    if (event.event === 'run') return
    const { event: what, ...object } = event
    if (what === 'removed') objects.delete(keyOf(object))
    else objects.set(keyOf(object), object)
  }
  const existing = readEvents(path)
  existing.forEach(apply)
  let begun = existing.length > 0
  const write = (event: Event): void => {
    try {
      if (!begun) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const lines = begun ? [event] : [{ event: 'run', pid }, event]
      appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600, flush: true })
    } catch (error) {
      throw new UsageError(`nothing is made on the org, since ${path} cannot be written: ${(error as Error).message}`)
    }
    begun = true
    apply(event)
  }
  return {
    intend: ({ kind, name }) => write({ event: 'intend', kind, name }),
    made: ({ kind, name, id }) => write({ event: 'made', kind, name, id }),
    removed: ({ kind, name }) => {
      write({ event: 'removed', kind, name })
      if (objects.size === 0) rmSync(path, { force: true })
    },
    left: () => [...objects.values()],
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process lives, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The journals of runs that ended without removing everything. */
export const brokenJournals = (folder: string): readonly ProvisionJournal[] => {
  let names: readonly string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(folder, name))
    .filter((path) => !readEvents(path).some((event) => event.event === 'run' && isAlive(event.pid)))
    .map((path) => openJournal(path, 0))
}
