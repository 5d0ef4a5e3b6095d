import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures/test.ts'

/** What the studio's page may ask for in scripts, gzipped as small as it gets (`npm run -s bench -- pages` measures all pages). */
const STUDIO_SCRIPT_BYTES_MAX = 180_000

test('the studio comes with no more script than it promises', { tag: '@once' }, async ({
  signedInUser,
  page,
  language,
}) => {
  expect(signedInUser.credits).toBeGreaterThan(0)
  const html = await (await page.request.get(`/${language}/studio`)).text()
  // Old browsers alone take those with `noModule`.
  const sources = [...html.matchAll(/<script (?![^>]*noModule)[^>]*?src="([^"]+)"/gi)].map(
    ([, src = '']) => src,
  )
  expect(sources.length).toBeGreaterThan(5)
  const bodies = await Promise.all(
    [...new Set(sources)].map(async (src) => (await page.request.get(src)).body()),
  )
  const sizes = bodies.map((body) => gzipSync(body, { level: 9 }).length)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(STUDIO_SCRIPT_BYTES_MAX)
  const largest = bodies.toSorted((a, b) => b.length - a.length)[0]
  expect(largest?.toString('utf8', 0, 40), 'the framework is compiled beside the page').toContain(
    'allFunctionsCalledOnLoad',
  )
})
