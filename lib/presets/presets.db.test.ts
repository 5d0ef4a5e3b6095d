import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { changePreset, createPreset, deletePreset, listPresets } from './presets.ts'
import { recentPrompts } from './prompt-history.ts'
import { createSnippet, deleteSnippet, listSnippets } from './snippets.ts'

const settings = {
  model: 'gpt-image-2',
  n: 2,
  params: { size: '1024x1024', quality: 'low', partialImages: 1 },
}

async function newUser(): Promise<string> {
  const email = `${randomUUID()}@example.com`
  const { id } = await db.user.create({ data: { email, emailNormalized: email }, select: { id: true } })
  return id
}

function problem(code: string) {
  return { code: 'invalid_request', details: { problems: [expect.objectContaining({ code })] } }
}

describe('presets', () => {
  it('are kept by name, renamed and overwritten', async () => {
    const userId = await newUser()
    const { id } = await createPreset(userId, { name: 'Posters', settings })
    await createPreset(userId, { name: 'Avatars', settings: { ...settings, n: 4 } })
    await changePreset(userId, id, { name: '海报' })
    await changePreset(userId, id, { settings: { ...settings, n: 3 } })
    expect((await listPresets(userId)).map(({ name, settings: its }) => [name, its?.n])).toEqual([
      ['Avatars', 4],
      ['海报', 3],
    ])
  })

  it('have names of their own, also when two are saved at once', async () => {
    const userId = await newUser()
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => createPreset(userId, { name: 'Same', settings })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const other = await createPreset(userId, { name: 'Other', settings })
    await expect(changePreset(userId, other.id, { name: 'Same' })).rejects.toMatchObject(
      problem('name_taken'),
    )
    // Another user's names are no business of theirs.
    await expect(createPreset(await newUser(), { name: 'Same', settings })).resolves.toBeTruthy()
  })

  it('that cannot be read keep their names, and can be renamed, overwritten and deleted', async () => {
    const userId = await newUser()
    const read = await createPreset(userId, { name: 'Read', settings })
    const { id } = await createPreset(userId, { name: 'Unread', settings })
    await db.preset.update({ where: { id }, data: { settings: { ...settings, n: 'many' } } })
    expect(await listPresets(userId)).toEqual([read, { id, name: 'Unread', settings: null }])
    const renamed = await changePreset(userId, id, { name: 'Still unread' })
    expect(renamed).toEqual({ id, name: 'Still unread', settings: null })
    await expect(createPreset(userId, { name: 'Still unread', settings })).rejects.toMatchObject(
      problem('name_taken'),
    )
    expect(await changePreset(userId, id, { settings })).toEqual({ ...renamed, settings })
    await deletePreset(userId, id)
    expect(await db.preset.count({ where: { userId } })).toBe(1)
  })

  it('come back under their id after they were deleted', async () => {
    const userId = await newUser()
    const kept = await createPreset(userId, { name: 'Back', settings })
    await deletePreset(userId, kept.id)
    expect(await listPresets(userId)).toEqual([])
    expect(await createPreset(userId, { ...kept, settings })).toEqual(kept)
  })

  it('are nobody else’s', async () => {
    const userId = await newUser()
    const stranger = await newUser()
    const kept = await createPreset(userId, { name: 'Mine', settings })
    expect(await listPresets(stranger)).toEqual([])
    await expect(changePreset(stranger, kept.id, { name: 'Theirs' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(deletePreset(stranger, kept.id)).rejects.toMatchObject({ code: 'not_found' })
    // Bringing back what is somebody else's makes a copy, and takes nothing.
    expect((await createPreset(stranger, { ...kept, settings })).id).not.toBe(kept.id)
    expect(await listPresets(userId)).toEqual([kept])
  })

  it('are a hundred at most, however many are saved at once', async () => {
    const userId = await newUser()
    await db.preset.createMany({
      data: Array.from({ length: 98 }, (_, index) => ({ userId, name: `p${index}`, settings })),
    })
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) => createPreset(userId, { name: `more ${index}`, settings })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    await expect(createPreset(userId, { name: 'last', settings })).rejects.toMatchObject(
      problem('too_many_kept'),
    )
  })
})

describe('snippets', () => {
  it('are kept once, newest first, and come back to their place', async () => {
    const userId = await newUser()
    const texts = ['soft window light', '大片留白', 'قلم رفيع']
    for (const text of texts) await createSnippet(userId, { text })
    const [, middle] = await listSnippets(userId)
    if (!middle) throw new Error('no snippet')
    expect(await createSnippet(userId, { text: middle.text })).toEqual(middle)
    await deleteSnippet(userId, middle.id)
    await createSnippet(userId, middle)
    expect((await listSnippets(userId)).map(({ text }) => text)).toEqual(texts.toReversed())
  })

  it('are nobody else’s, and a hundred at most', async () => {
    const userId = await newUser()
    const stranger = await newUser()
    const { id } = await createSnippet(userId, { text: 'mine' })
    expect(await listSnippets(stranger)).toEqual([])
    await expect(deleteSnippet(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
    await db.snippet.createMany({
      data: Array.from({ length: 99 }, (_, index) => ({ userId, text: `text ${index}` })),
    })
    await expect(createSnippet(userId, { text: 'one more' })).rejects.toMatchObject(problem('too_many_kept'))
  })
})

it('recent prompts are one’s own, each once, newest first', async () => {
  const userId = await newUser()
  const stranger = await newUser()
  const prompts = ['a fox', 'a boat', 'a fox', '<b>山</b>']
  for (const [index, prompt] of prompts.entries()) {
    for (const each of [userId, stranger]) {
      await db.job.create({
        data: {
          userId: each,
          clientKey: randomUUID(),
          provider: 'sandbox',
          model: 'gpt-image-2',
          operation: 'generate',
          prompt: each === userId ? prompt : 'not yours',
          params: settings.params,
          n: 1,
          quoteCredits: 1,
          createdAt: new Date(Date.now() + index * 1000),
        },
      })
    }
  }
  expect(await recentPrompts(userId)).toEqual(['<b>山</b>', 'a fox', 'a boat'])
})

it('keep nothing for an account that was deleted', async () => {
  const userId = await newUser()
  await db.user.update({ where: { id: userId }, data: { deletedAt: new Date() } })
  await expect(createPreset(userId, { name: 'late', settings })).rejects.toThrow('unauthenticated')
  await expect(createSnippet(userId, { text: 'late' })).rejects.toThrow('unauthenticated')
  expect(await db.preset.count({ where: { userId } })).toBe(0)
})
