import compile from 'icu-minify/compile'
import { describe, expect, it } from 'vitest'
import { models } from '#lib/catalog/models.ts'
import { problemCodes } from '#lib/catalog/problem.ts'
import type { ErrorCode } from '#lib/http/app-error.ts'
import { failureCodes } from '#lib/jobs/failure.ts'
import type { ImageState } from '#lib/jobs/view.ts'
import en from '#messages/en.json' with { type: 'json' }
import zh from '#messages/zh.json' with { type: 'json' }

// Records, so that the compiler asks for a line here as soon as a code is added.
const errorCodes: Record<ErrorCode, true> = {
  unauthenticated: true,
  not_found: true,
  invalid_request: true,
  body_too_large: true,
  body_too_slow: true,
  unsupported_media_type: true,
  wrong_origin: true,
  too_many_requests: true,
  model_unavailable: true,
  quote_changed: true,
  insufficient_credits: true,
  key_reused: true,
  not_retryable: true,
  verification_invalid: true,
  reset_invalid: true,
  email_change_invalid: true,
  email_taken: true,
  mail_link_invalid: true,
  password_required: true,
  wrong_password: true,
  sign_in_to_confirm: true,
  last_way_in: true,
  only_operator: true,
  provider_mail_unverified: true,
  mailbox_taken: true,
  identity_removed: true,
  identity_taken: true,
  connect_failed: true,
  sign_in_failed: true,
  mail_unverified: true,
  moderation_brake: true,
  provider_stopped: true,
  file_too_large: true,
  upload_cut_off: true,
  decoders_busy: true,
  not_a_picture: true,
  picture_empty: true,
  picture_too_many_pixels: true,
  picture_damaged: true,
  picture_too_demanding: true,
  mask_without_alpha: true,
  mask_size_differs: true,
  mask_empty: true,
  mask_full: true,
  mask_too_large: true,
  internal: true,
}
const imageStates: Record<ImageState, true> = {
  waiting: true,
  queued: true,
  preparing: true,
  calling: true,
  storing: true,
  delivered: true,
  failed: true,
  cancelled: true,
}

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** The names of all ICU parameters, at any depth: a node is [name], or [name, kind, options or branches]. */
function parameters(message: string): string[] {
  const names = new Set<string>()
  function visit(list: unknown): void {
    if (!Array.isArray(list)) return
    for (const node of list) {
      if (!Array.isArray(node)) continue
      names.add(String(node[0]))
      if (typeof node[2] === 'object' && node[2] !== null) Object.values(node[2]).forEach(visit)
    }
  }
  visit(compile(message))
  return [...names].sort()
}

const english = flatten(en)
const chinese = flatten(zh)

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('have the same parameters in both languages', () => {
    for (const [key, message] of english) {
      expect(parameters(chinese.get(key) ?? ''), key).toEqual(parameters(message))
    }
  })

  it('use full-width punctuation beside Chinese characters', () => {
    for (const [key, message] of chinese) expect(message, key).not.toMatch(/\p{Script=Han}[,!?;:]/u)
  })

  it('have no space after full-width punctuation, nor around a date', () => {
    for (const [key, message] of chinese) {
      expect(message, key).not.toMatch(/[。，、：；？！] | \{date\}|\{date\} /u)
    }
  })

  it('have a sentence for every error, every failure and every state', () => {
    for (const code of Object.keys(errorCodes)) expect(english.has(`errors.${code}`), code).toBe(true)
    for (const code of failureCodes) expect(english.has(`failures.${code}`), code).toBe(true)
    for (const state of Object.keys(imageStates)) expect(english.has(`job.${state}`), state).toBe(true)
  })

  it('have a sentence for every problem and a note for every model', () => {
    for (const code of problemCodes) expect(english.has(`problems.${code}`), code).toBe(true)
    for (const { id } of models) expect(english.has(`models.note.${id.replaceAll('.', '_')}`), id).toBe(true)
  })
})
