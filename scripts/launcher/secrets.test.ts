import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ensureSecrets } from './secrets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('makes secrets once, for the owner alone', () => {
  const made = ensureSecrets(folder)
  expect(made.AUTH_SECRET.length).toBeGreaterThanOrEqual(32)
  expect(ensureSecrets(folder)).toEqual(made)
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

it('replaces no file that it cannot read', () => {
  writeFileSync(path.join(folder, 'secrets.json'), '{')
  expect(() => ensureSecrets(folder)).toThrow('secrets.json cannot be read')
})
