import { expect, it } from 'vitest'
import { auditActions } from '#lib/audit/actions.ts'
import { translator } from '#lib/i18n/messages.ts'
import { errorsByCode } from '#lib/providers/provider-errors.ts'
import { failureCodes } from '../failure.ts'

/** Written by our own code into attempts. */
const ownCodes = ['worker_lost', 'cancelled', 'found_in_storage', 'unreachable', 'unknown']

const t = { zh: translator('zh', 'admin'), en: translator('en', 'admin') }

it.each([...Object.keys(errorsByCode), ...failureCodes, ...ownCodes])(
  'the operator’s pages have words for the code %s',
  (code) => {
    expect(t.zh.maybe(`code.${code}`)).toMatch(/\p{Script=Han}/u)
    expect(t.en.maybe(`code.${code}`)).toMatch(/^[a-z]/)
  },
)

it('have advice for every code that stops a provider', () => {
  const stops = Object.entries(errorsByCode).filter(([, rule]) => rule.kind === 'account')
  expect(stops.length).toBeGreaterThan(5)
  for (const [code] of stops) {
    expect(t.zh.maybe(`advice.${code}`), code).not.toBeNull()
    expect(t.en.maybe(`advice.${code}`), code).not.toBeNull()
  }
})

it.each(auditActions)('have words for the action %s', (action) => {
  expect(t.zh.maybe(`action.${action.replace('.', '_')}`)).not.toBeNull()
  expect(t.en.maybe(`action.${action.replace('.', '_')}`)).not.toBeNull()
})
