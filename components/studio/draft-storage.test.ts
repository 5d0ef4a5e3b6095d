import { beforeEach, describe, expect, it, vi } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { keepDraft, readDraft } from './draft-storage.ts'
import { fakeStorage, lockedStorage } from './fake-storage.ts'
import { emptyForm } from './studio-form.ts'

const form = (prompt: string) => ({ ...emptyForm(), prompt })

/** A tab of one browser: its own session, the browser's local storage. */
function openTab(local: object): void {
  vi.stubGlobal('sessionStorage', fakeStorage())
  vi.stubGlobal('localStorage', local)
}

let browser = fakeStorage()
beforeEach(() => {
  browser = fakeStorage()
  openTab(browser)
})

describe('a draft', () => {
  it('comes back as it was, with emoji, right-to-left words, quotes and 32,000 characters', () => {
    for (const prompt of ['👩‍👩‍👧 "<b>山</b>"', 'قارب على النهر', '山'.repeat(32_000), '']) {
      keepDraft('u', JSON.stringify(form(prompt)))
      expect(readDraft('u')).toEqual(form(prompt))
    }
  })

  it('keeps its pictures, their order and the mask', () => {
    const mask = testUpload('m', { kind: 'mask', sourceUploadId: 'b' })
    const kept = { ...form('x'), inputs: [testUpload('b'), testUpload('a')], mask, keepUnpainted: false }
    keepDraft('u', JSON.stringify(kept))
    expect(readDraft('u')).toEqual(kept)
  })

  it('of before there were pictures still comes back', () => {
    const { inputs: _, mask: __, keepUnpainted: ___, ...old } = form('old')
    keepDraft('u', JSON.stringify(old))
    expect(readDraft('u')).toEqual(form('old'))
    keepDraft('u', JSON.stringify({ ...old, inputs: [1, { id: 2 }, testUpload('a')], mask: 'm' }))
    expect(readDraft('u')).toEqual({ ...form('old'), inputs: [testUpload('a')] })
  })

  it('is each tab’s own; a new tab begins with what was written last in any', () => {
    const first = globalThis.sessionStorage
    keepDraft('u', JSON.stringify(form('in the first')))
    openTab(browser)
    expect(readDraft('u')?.prompt).toBe('in the first')
    keepDraft('u', JSON.stringify(form('in the second')))
    vi.stubGlobal('sessionStorage', first)
    expect(readDraft('u')?.prompt).toBe('in the first')
    openTab(browser)
    expect(readDraft('u')?.prompt).toBe('in the second')
  })

  it('is its user’s alone', () => {
    keepDraft('u', JSON.stringify(form('mine')))
    expect(readDraft('v')).toBeNull()
  })

  it('that cannot be read is none, and the last one of any tab stands in for it', () => {
    keepDraft('u', JSON.stringify(form('good')))
    const key = Object.keys(sessionStorage)[0] ?? ''
    for (const bad of [
      '{',
      '"text"',
      '{}',
      '{"model":"m","prompt":1}',
      JSON.stringify({ ...form('x'), params: {} }),
    ]) {
      sessionStorage.setItem(key, bad)
      expect(readDraft('u')?.prompt, bad).toBe('good')
    }
  })

  it('is a courtesy: without storage nothing breaks', () => {
    vi.stubGlobal('sessionStorage', lockedStorage())
    vi.stubGlobal('localStorage', lockedStorage())
    keepDraft('u', JSON.stringify(form('lost')))
    expect(readDraft('u')).toBeNull()
  })
})
