// The group object, member for member as recorded (S-340).
import type { Group } from '../../org/records.js'
import { time } from '../time.js'

/** Okta's own pictures are elsewhere; these addresses hold nothing (differences.md). */
const logo = (size: 'medium' | 'large', url: string) => ({
  name: size,
  href: `${url}/assets/img/logos/groups/odyssey/okta-${size}.png`,
  type: 'image/png',
})

/** One group; in lists it looks the same. */
export const groupBody = (group: Group, url: string): Readonly<Record<string, unknown>> => {
  const self = `${url}/api/v1/groups/${group.id}`
  const { name, description, ...more } = group.profile
  return {
    id: group.id,
    created: time(group.created),
    lastUpdated: time(group.lastUpdated),
    lastMembershipUpdated: time(group.lastMembershipUpdated),
    objectClass: ['okta:user_group'],
    type: group.type,
    profile: { name, description, ...more },
    _links: {
      logo: [logo('medium', url), logo('large', url)],
      users: { href: `${self}/users` },
      apps: { href: `${self}/apps` },
    },
  }
}
