import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compileAhead } from './compile-ahead.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-build-'))

afterAll(() => rmSync(folder, { recursive: true }))

test('what every page starts with is marked once, and nothing else', async () => {
  mkdirSync(path.join(folder, 'static'))
  writeFileSync(path.join(folder, 'static/react.js'), 'run()')
  writeFileSync(path.join(folder, 'static/dialog.js'), 'open()')
  writeFileSync(
    path.join(folder, 'build-manifest.json'),
    JSON.stringify({ rootMainFiles: ['static/react.js'] }),
  )
  await compileAhead(folder)
  await compileAhead(folder)
  expect(readFileSync(path.join(folder, 'static/react.js'), 'utf8')).toBe(
    '//# allFunctionsCalledOnLoad\nrun()',
  )
  expect(readFileSync(path.join(folder, 'static/dialog.js'), 'utf8')).toBe('open()')
})

test('a build that names no such files is refused, because Next changed', async () => {
  writeFileSync(path.join(folder, 'build-manifest.json'), JSON.stringify({ rootMainFiles: [] }))
  await expect(compileAhead(folder)).rejects.toThrow()
})
