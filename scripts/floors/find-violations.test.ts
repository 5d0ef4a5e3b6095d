import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findViolations } from './find-violations.ts'
import { readSources } from './read-sources.ts'
import { neighbours } from './rules.ts'

function violationsOf(file: string, text: string): string[] {
  return findViolations(new Map([[file, text]]))
}

describe('refuses', () => {
  it.each([
    ['an import upwards', 'lib/credits/hold.ts', "import { createJob } from '#lib/jobs/create-job.ts'"],
    [
      'the same as a relative path',
      'lib/credits/hold.ts',
      "import { createJob } from '../jobs/create-job.ts'",
    ],
    ['a type from above', 'lib/credits/hold.ts', "import type { Job } from '#lib/jobs/view.ts'"],
    [
      'an import over several lines',
      'lib/http/a.ts',
      "import {\n  one,\n  two,\n} from '#lib/queue/boss.ts'",
    ],
    ['a re-export', 'lib/http/a.ts', "export { one } from '#lib/queue/boss.ts'"],
    ['an import for its effects', 'lib/http/a.ts', "import '#lib/queue/boss.ts'"],
    ['an import at run time', 'lib/http/a.ts', "const boss = await import('#lib/queue/boss.ts')"],
    ['a neighbour that is not listed', 'lib/credits/a.ts', "import { one } from '#lib/accounts/one.ts'"],
    ['a value in a pure room', 'lib/catalog/a.ts', "import { log } from '#lib/log.ts'"],
    ['a type of an impure room in a pure one', 'lib/catalog/a.ts', "import type { Env } from '#lib/env.ts'"],
    [
      'a value of one pure room in another',
      'lib/workflows/a.ts',
      "import { models } from '#lib/catalog/models.ts'",
    ],
    [
      'a value of a lower room in components',
      'components/a.tsx',
      "import { hold } from '#lib/credits/hold.ts'",
    ],
    ['a value beside a type', 'components/a.tsx', "import { type A, b } from '#lib/jobs/view.ts'"],
    ['components outside of app', 'worker/main.ts', "import { Button } from '#components/ui/button.tsx'"],
    ['the sandbox', 'lib/providers/a.ts', "import { start } from '../../sandbox/openai/server.ts'"],
    ['the database in the sandbox', 'sandbox/openai/a.ts', "import { db } from '#lib/db.ts'"],
    ['a room that has no floor', 'lib/utils/a.ts', 'export const a = 1'],
    ['the environment', 'lib/jobs/a.ts', 'const port = process.env.PORT'],
  ])('%s', (_name, file, text) => {
    expect(violationsOf(file, text)).toHaveLength(1)
  })
})

describe('allows', () => {
  it.each([
    ['an import downwards', 'lib/jobs/a.ts', "import { hold } from '#lib/credits/hold.ts'"],
    ['its own room', 'lib/jobs/a.ts', "import { b } from './b.ts'"],
    ['a package', 'lib/catalog/a.ts', "import { z } from 'zod'"],
    ['a listed neighbour', 'lib/accounts/a.ts', "import { grant } from '#lib/credits/grant.ts'"],
    ['a type between pure rooms', 'lib/workflows/a.ts', "import type { Model } from '#lib/catalog/model.ts'"],
    ['types in components', 'components/a.tsx', "import { type JobView } from '#lib/jobs/view.ts'"],
    ['a pure room in components', 'components/a.tsx', "import { models } from '#lib/catalog/models.ts'"],
    ['components in app', 'app/a.tsx', "import { Button } from '#components/ui/button.tsx'"],
    ['anything in a test', 'lib/catalog/a.test.ts', "import { db } from '#lib/db.ts'"],
    ['the environment in scripts', 'scripts/a.ts', 'const port = process.env.PORT'],
    ['an export before an import', 'lib/jobs/a.ts', "export const a = 1\nimport { log } from '#lib/log.ts'"],
  ])('%s', (_name, file, text) => {
    expect(violationsOf(file, text)).toEqual([])
  })
})

it('says file, line and reason', () => {
  expect(violationsOf('lib/http/a.ts', "\n\nimport { hold } from '#lib/credits/hold.ts'")).toEqual([
    'lib/http/a.ts:3: imports lib/credits/hold.ts, but http is below credits: imports go down only',
  ])
})

it('cites decision records that exist', () => {
  for (const reason of Object.values(neighbours)) {
    if (reason.startsWith('docs/')) expect(existsSync(reason), reason).toBe(true)
  }
})

it('holds for this project', () => {
  expect(findViolations(readSources())).toEqual([])
})
