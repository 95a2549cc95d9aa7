import t from 'tap'
import { didYouMean, suggest } from '../../../src/server/config/suggest.js'

const names = ['redirect_uris', 'grant_types', 'grants', 'label', 'urn:ietf:params:oauth:grant-type:device_code']

t.test('the name that somebody probably meant', async (t) => {
  const meant: readonly (readonly [string, string | undefined])[] = [
    ['redirectUris', 'redirect_uris'],
    ['redirect-uris', 'redirect_uris'],
    ['redirect_uri', 'redirect_uris'],
    ['redircet_uris', 'redirect_uris'],
    ['GRANTS', 'grants'],
    ['grnats', 'grants'],
    ['lable', 'label'],
    ['device_code', 'urn:ietf:params:oauth:grant-type:device_code'],
    ['colour', undefined],
    ['', undefined],
  ]
  for (const [name, expected] of meant) t.equal(suggest(name, names), expected, name)
  t.equal(suggest('label', []), undefined)
})

t.test('as the end of a sentence', async (t) => {
  t.equal(didYouMean('lable', names), '; did you mean label?')
  t.equal(didYouMean('colour', names), '')
})
