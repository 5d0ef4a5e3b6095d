import { describe, expect, it } from 'vitest'
import { locales } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { type Failure, failureCodes, failureOf } from '#lib/jobs/failure.ts'
import { CallFailure } from '#lib/providers/provider.ts'
import { errorsByCode } from '#lib/providers/provider-errors.ts'
import { failureSentence } from './failure-sentence.ts'

function sentences(failure: Failure | null): { zh: string; en: string } {
  return {
    zh: failureSentence(translator('zh', 'failures'), 'zh', failure),
    en: failureSentence(translator('en', 'failures'), 'en', failure),
  }
}

function blocked(stage: string, categories: string): { zh: string; en: string } {
  return sentences({ code: 'moderation_blocked', params: { stage, categories } })
}

describe('failureSentence', () => {
  it.each(failureCodes)('says of %s what it cost, in both languages', (code) => {
    const { zh, en } = sentences({ code, params: {} })
    expect(zh).toMatch(/未收费|不收费/)
    expect(en).toMatch(/No charge\b/)
    expect(en).toMatch(/[Tt]ry again|Change|Choose|Send it again/)
    expect(zh).toMatch(/请|再试/)
  })

  // The way of a failure from the provider's code to the page, by every row of the table.
  it.each(Object.keys(errorsByCode))('has words for %s that are none of the provider’s', (code) => {
    const rule = errorsByCode[code]
    if (!rule) throw new Error('no rule')
    const moderation = { stage: 'input' as const, categories: ['violence'] }
    const failure = failureOf(new CallFailure(rule.kind, code, { param: 'size', moderation }))
    expect(failure.code).toBe(rule.says)
    for (const sentence of Object.values(sentences(failure))) {
      expect(sentence).not.toContain(code)
      expect(sentence).not.toMatch(/failures\.|[{}]|undefined|[a-z]_[a-z]/)
    }
  })

  it('tells a block before painting from one after', () => {
    expect(blocked('input', '').en).toContain('before painting began')
    expect(blocked('output', '').en).toContain('was painted')
    expect(blocked('output', '').zh).toContain('画好了')
    expect(blocked('dream', '').en).toBe(blocked('unknown', '').en)
    expect(sentences({ code: 'moderation_blocked', params: {} })).toEqual(blocked('unknown', ''))
  })

  it('names what was seen, in the reader’s words', () => {
    expect(blocked('input', 'violence').en).toContain('It saw: violence. No charge.')
    expect(blocked('output', 'violence, sexual').en).toContain('It saw: violence and sexual content.')
    expect(blocked('output', 'violence, sexual').zh).toContain('理由是：暴力和性内容。')
    expect(blocked('input', 'self_harm, violence/new, violence').zh).toContain('理由是：自我伤害和暴力。')
  })

  it('leaves out what it has no words for', () => {
    expect(blocked('input', 'brand_new_kind')).toEqual(blocked('input', ''))
    expect(blocked('input', 'brand_new_kind, violence')).toEqual(blocked('input', 'violence'))
    expect(blocked('input', 'constructor')).toEqual(blocked('input', ''))
  })

  it('knows every category of the moderation endpoint', () => {
    const categories =
      'harassment, harassment/threatening, hate, hate/threatening, illicit, illicit/violent, self-harm, self-harm/intent, ' +
      'self-harm/instructions, sexual, sexual/minors, violence, violence/graphic'
    for (const category of categories.split(', ')) {
      for (const locale of locales)
        expect(translator(locale, 'failures').maybe(`subject.${category}`), category).toBeTruthy()
    }
  })

  it('names the setting that was refused, and never a raw name', () => {
    const refusal = (part: string) =>
      sentences({ code: 'request_refused', params: { reason: 'invalid_value', part } })
    expect(refusal('size').en).toContain('could not work with the chosen size')
    expect(refusal('size').zh).toContain('所选的画幅')
    expect(refusal('image[0]').en).toContain('one of your pictures')
    expect(refusal('mask.image_url').en).toContain('the mask')
    for (const part of ['', 'frame_count', '__proto__']) {
      expect(refusal(part).en).toBe(
        'The model could not work with this request. No charge. Change the prompt or the settings, or choose another model.',
      )
    }
  })

  it('takes a failure without a reason for ours', () => {
    expect(sentences(null).en).toContain('on our side')
  })
})
