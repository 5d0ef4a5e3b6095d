import { expect, it } from 'vitest'
import { beginWalk, promptAt, stepWalk } from './prompt-walk.ts'

it('goes to older prompts and back to the draft, and no further', () => {
  let walk = beginWalk('half a', ['newest', 'half a', 'oldest'])
  const seen = [promptAt(walk)]
  for (const step of [1, 1, 1, -1, -1, -1] as const) {
    walk = stepWalk(walk, step) ?? walk
    seen.push(promptAt(walk))
  }
  expect(seen).toEqual(['half a', 'newest', 'oldest', 'oldest', 'newest', 'half a', 'half a'])
})

it('has nowhere to go without earlier prompts', () => {
  expect(stepWalk(beginWalk('draft', []), 1)).toBeNull()
})
