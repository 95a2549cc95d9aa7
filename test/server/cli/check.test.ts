import { join } from 'node:path'
import t from 'tap'
import { check } from '../../../src/server/cli/check.js'

t.test('OK, or every problem and warning with its place, and how many', async (t) => {
  const service = '{ label: Job, application_type: service }'
  const folder = t.testdir({
    'good.yaml': 'groups: []\n',
    'warned.yaml': 'org: { id: 00o1 }\n',
    'bad.yaml': `org: { id: 00o1 }\nusers: [{ profile: { login: ada, firstName: A, lastName: B }, groups: [X] }]\n`,
    'one.yaml': 'org: { engin: oie }\n',
    'keyless.yaml': `apps: [${service}]\n`,
  })
  const checked = async (name: string) => {
    const { ok, text } = await check(join(folder, name))
    return [ok, text.replaceAll(join(folder, name), name)]
  }
  const org = '1:8 org.id: "00o1" has 4 characters, ids of Okta have 20 (warning)'
  t.strictSame(await checked('good.yaml'), [true, 'OK\n'])
  t.strictSame(await checked('warned.yaml'), [true, `warned.yaml:${org}\nOK, 1 warning\n`])
  t.strictSame(await checked('bad.yaml'), [
    false,
    `bad.yaml:2:11 users[0].profile: needs email: the login "ada" is not an email address
bad.yaml:2:72 users[0].groups[0]: no group "X": add it under groups, or use Everyone
bad.yaml:${org}
bad.yaml:2:22 users[0].profile.login: "ada" is shorter than the 5 characters of Okta's logins (warning)
2 problems, 2 warnings
`,
  ])
  t.strictSame(await checked('one.yaml'), [
    false,
    'one.yaml:1:8 org.engin: unknown key "engin"; did you mean engine?\n1 problem\n',
  ])
  t.strictSame(await checked('none.yaml'), [false, 'none.yaml: there is no such file\n1 problem\n'])
})
