// GET of an app's users.
import { ok } from '../answers.js'
import type { Call, Operate } from '../call.js'
import { orderById } from '../lists/by-id.js'
import { answerPage } from '../lists/page.js'
import { startsWith } from '../lists/starts-with.js'
import { type AppUser, appUserBody, findAppUser, requireAppUser, userNameOf } from './app-user.js'
import { requireApp } from './find.js'

const expansion = ({ ask }: Call) => ({ withUser: ask.query.get('expand') === 'user' })

/** All users of the app, or those whose name in it or address starts with `q`. */
export const listApplicationUsers: Operate = (call) => {
  const { ask, deps } = call
  const app = requireApp(call)
  const q = ask.query.get('q')
  return answerPage(call, {
    items: deps.org
      .users()
      .flatMap((user) => findAppUser(app, user, deps) ?? [])
      .filter((appUser) => q === undefined || startsWith(q, userNameOf(appUser), appUser.user.profile.email)),
    order: orderById<AppUser>('00u'),
    show: (appUser) => appUserBody(appUser, deps.url, expansion(call)),
    limit: { usual: 50, most: 500 },
    repeated: ['q', 'expand'],
  })
}

/** One user of the app. */
export const getApplicationUser: Operate = (call) =>
  ok(appUserBody(requireAppUser(call), call.deps.url, expansion(call)))
