import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readProgramme } from '../../../local/programme/file.ts'
import { readProgrammeFile } from '../../../web/launch/programmeFile.ts'

const place = new URL('../../../programmes/28-ctrhd-tu/', import.meta.url)
const file = readFileSync(new URL('programme.yaml', place), 'utf8')
const text = readFileSync(new URL('document.txt', place), 'utf8')
const notYaml = 'Không phải YAML.'

describe('a programme file that is chosen on the page', () => {
  it('is read as the command reads it, with the text of its document beside it', () => {
    const onPage = readProgrammeFile(`\uFEFF${file}`, `\uFEFF${text}`, notYaml)
    const onDisk = readProgramme(new URL('programme.yaml', place).pathname)
    if (!('programme' in onPage) || !('programme' in onDisk)) throw new Error('The programme has problems')
    expect(onPage.programme).toEqual(onDisk.programme)
    expect(onPage.answered).toBeGreaterThan(5)
    expect(onPage.raw).toMatchObject({ id: '28-ctrhd-tu', text: text.replace(/^\uFEFF/, '') })
  })

  it('tells each problem at its line, in their order', () => {
    const lines = file.split('\n')
    const first = lines.findIndex((line) => line.includes('issuedOn: '))
    const second = lines.findIndex((line) => line.startsWith('    clause: '))
    const broken = lines.map((line, index) =>
      index === first
        ? line.replace(/issuedOn: .*/, 'issuedOn: hôm qua')
        : index === second
          ? `${line}-khong-co`
          : line,
    )
    const read = readProgrammeFile(broken.join('\n'), undefined, notYaml)
    const told = 'problems' in read ? read.problems.map(({ line }) => line) : []
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told).toEqual(expect.arrayContaining([first + 1, second + 1]))
  })

  it.each([
    ['what is no YAML', 'id: [1, 2\ntitle: "', notYaml],
    ['a list', '- 1\n- 2', undefined],
    ['nothing', '', undefined],
    ['a word', 'xin chào', undefined],
  ])('is not %s', (_, content, sentence) => {
    const read = readProgrammeFile(content, text, notYaml)
    const problems = 'problems' in read ? read.problems : []
    expect(problems.length).toBeGreaterThan(0)
    if (sentence !== undefined) expect(problems[0]?.sentence).toBe(sentence)
  })
})
