// Every server check. A new file is one line here.
import type { Check } from '../check.js'
import { authorizeChecks } from './authorize.js'
import { discoveryChecks } from './discovery.js'
import { tokenChecks } from './token.js'

export const serverChecks: readonly Check[] = [...discoveryChecks, ...authorizeChecks, ...tokenChecks]
