import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import {
  folderOf,
  isLanguage,
  type Language,
  templates,
} from '../../../../../src/conformance/clients/adapter/init/templates.js'
import { writeAdapter } from '../../../../../src/conformance/clients/adapter/init/write-adapter.js'

const languages = Object.keys(templates) as Language[]

t.test('every language has its files, and no file is left over', async (t) => {
  for (const language of languages) {
    t.strictSame(readdirSync(folderOf(language)).toSorted(), [...templates[language].files].toSorted(), language)
  }
  t.strictSame(readdirSync(join(folderOf('node'), '..')).toSorted(), [...languages].toSorted())
  t.notOk(isLanguage('cobol'))
})

t.test('an adapter and the client file that names it', async (t) => {
  const directory = join(t.testdir(), 'new/folder')
  for (const language of languages) {
    const target = join(directory, language)
    const written = writeAdapter(language, target)
    t.strictSame(
      written.map((file) => basename(file)),
      [...templates[language].files, 'client.yaml'],
    )
    const [adapter = ''] = written
    t.equal(readFileSync(adapter, 'utf8'), readFileSync(join(folderOf(language), basename(adapter)), 'utf8'))
    t.strictSame(
      parse(readFileSync(join(target, 'client.yaml'), 'utf8')),
      {
        client: {
          kind: 'library',
          name: `my ${language} client`,
          command: templates[language].command,
          scopes: templates[language].scopes,
          ...(language === 'node' && { second_issuer: {} }),
        },
      },
      language,
    )
  }
})

t.test('what is there stays as it is', async (t) => {
  for (const there of ['adapter.py', 'client.yaml']) {
    const directory = t.testdir({ [there]: 'mine' })
    const file = join(directory, there)
    t.throws(() => writeAdapter('python', directory), {
      name: 'UsageError',
      message: `${file} is there already, and is left as it is: --dir names another folder`,
    })
    t.equal(readFileSync(file, 'utf8'), 'mine')
    t.strictSame(readdirSync(directory), [there], 'and nothing is written beside it')
  }
})

t.test('a folder that cannot be made', async (t) => {
  const directory = t.testdir({ file: '' })
  t.throws(() => writeAdapter('python', join(directory, 'file')), {
    name: 'UsageError',
    message: /^the adapter cannot be written: EEXIST/,
  })
  t.notOk(existsSync(join(directory, 'client.yaml')))
})
