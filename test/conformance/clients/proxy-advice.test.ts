import t from 'tap'
import { proxyAdvice } from '../../../src/conformance/clients/proxy-advice.js'

t.test('a proxy of the environment is named, which the kit goes around', async (t) => {
  const advice = (name: string) =>
    `${name} is set, and the kit does not use it: what it tests has to answer without a proxy`
  for (const name of ['HTTPS_PROXY', 'http_proxy', 'ALL_PROXY']) {
    t.equal(proxyAdvice({ [name]: 'http://proxy.acme.test:3128' }), advice(name))
  }
  t.equal(proxyAdvice({ HTTP_PROXY: '' }), undefined)
  t.equal(proxyAdvice({}), undefined)
})
