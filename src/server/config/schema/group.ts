// `groups:` Okta groups beside Everyone.
import { Type } from '@sinclair/typebox'
import { id, text } from './one-of.js'

export const group = Type.Object(
  {
    id: Type.Optional(id('00g', 'a group')),
    profile: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 255, title: 'the name of the group, 1 to 255 characters' }),
        description: Type.Optional(
          Type.Union([text('a description'), Type.Null()], { title: 'a description, or null' }),
        ),
      },
      { additionalProperties: false, title: 'the profile of a group' },
    ),
  },
  { additionalProperties: false, title: 'a group' },
)
