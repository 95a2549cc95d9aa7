// Where what outlives a run is kept: one folder for each user of the machine.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What the folder depends on. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const thisMachine = (): Machine => ({ platform: process.platform, home: homedir(), env: process.env })

/** As the platform wants it: below `%LOCALAPPDATA%`, or `$XDG_STATE_HOME` (~/.local/state). */
export const stateDirectory = ({ platform, home, env }: Machine = thisMachine()): string => {
  const base =
    platform === 'win32'
      ? env.LOCALAPPDATA || join(home, 'AppData', 'Local')
      : env.XDG_STATE_HOME || join(home, '.local', 'state')
  return join(base, 'mockta')
}
