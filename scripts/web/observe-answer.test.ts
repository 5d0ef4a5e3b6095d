import { expect, it } from 'vitest'
import { routeOutsideWrapper } from './observe-answer.ts'

it.each([
  ['/', 'page'],
  ['/zh/studio?prompt=private', 'page'],
  ['/_next/static/chunks/a.js', 'asset'],
  ['/metrics', '/metrics'],
  ['/api/ready?x=1', '/api/ready'],
  // Counted by the wrapper, with its own name.
  ['/api/auth/callback/credentials', null],
  ['/api/jobs/019aab52-9f3a-7cc1-8b4e-1d1f0f7a9c11', null],
])('%s counts as %s', (url, route) => {
  expect(routeOutsideWrapper(url)).toBe(route)
})
