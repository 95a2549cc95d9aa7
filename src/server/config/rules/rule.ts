// What a rule is: it looks at settings with every default filled in, and says what is wrong.
import type { Problem } from '../problem.js'
import type { AppSettings, ResolvedSettings } from '../shape.js'

/** A rule about the configuration as a whole. */
export type Rule = (settings: ResolvedSettings) => readonly Problem[]

/** A rule about one app; `path` leads to it. */
export type AppRule = (
  app: AppSettings,
  path: readonly (string | number)[],
  settings: ResolvedSettings,
) => readonly Problem[]
