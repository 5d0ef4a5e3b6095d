import { expect, it } from 'vitest'
import { csvLine } from './csv.ts'

it.each([
  [['a', 1, null], 'a,1,'],
  [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
  [['=1+1', '+1', '-1', '@x', '＝1'], "'=1+1,'+1,'-1,'@x,'＝1"],
  [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"`],
  [['\t=1', 'a=1', -5], "'\t=1,a=1,-5"],
])('writes %j as %s', (cells, line) => {
  expect(csvLine(cells)).toBe(`${line}\r\n`)
})
