import t from 'tap'
import { stateDirectory } from '../../../src/server/config/state-directory.js'

t.test('where each platform keeps such things', async (t) => {
  const home = '/people/ada'
  t.equal(stateDirectory({ platform: 'linux', home, env: {} }), '/people/ada/.local/state/mockta')
  t.equal(stateDirectory({ platform: 'darwin', home, env: { XDG_STATE_HOME: '/state' } }), '/state/mockta')
  t.equal(stateDirectory({ platform: 'win32', home, env: { LOCALAPPDATA: '/local' } }), '/local/mockta')
  t.equal(stateDirectory({ platform: 'win32', home, env: {} }), '/people/ada/AppData/Local/mockta')
  t.match(stateDirectory(), /mockta$/)
})
