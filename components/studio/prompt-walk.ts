/** A walk through earlier prompts, as a shell does it: at −1 stands the draft, which is never lost. */
export interface PromptWalk {
  draft: string
  prompts: readonly string[]
  at: number
}

/** Begins at the draft. What is in the field already is no earlier prompt. */
export function beginWalk(draft: string, prompts: readonly string[]): PromptWalk {
  return { draft, prompts: prompts.filter((prompt) => prompt !== draft), at: -1 }
}

/** One step towards older prompts (1) or back to the draft (−1); null at either end. */
export function stepWalk(walk: PromptWalk, step: 1 | -1): PromptWalk | null {
  const at = walk.at + step
  return at < -1 || at >= walk.prompts.length ? null : { ...walk, at }
}

/** What the field shows at this place of the walk. */
export function promptAt(walk: PromptWalk): string {
  return walk.at < 0 ? walk.draft : (walk.prompts[walk.at] ?? walk.draft)
}
