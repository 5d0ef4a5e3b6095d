export interface Passage {
  text: string
  /** A word that the first text does not have. */
  isNew: boolean
}

function key(word: string): string {
  return word.normalize('NFC').toLowerCase()
}

/**
 * A revised prompt in passages, with the words told apart that the prompt does not have. Words as the language divides them,
 * also where none are between blanks; what stands between two new words goes with them.
 */
export function markNewWords(prompt: string, revised: string, locale: string): Passage[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' })
  const known = new Set<string>()
  for (const { segment, isWordLike } of segmenter.segment(prompt)) if (isWordLike) known.add(key(segment))

  const passages: Passage[] = []
  let gap = ''
  for (const { segment, isWordLike } of segmenter.segment(revised)) {
    if (!isWordLike) {
      gap += segment
      continue
    }
    const isNew = !known.has(key(segment))
    const last = passages.at(-1)
    if (last?.isNew === isNew) last.text += gap + segment
    else passages.push({ text: gap, isNew: false }, { text: segment, isNew })
    gap = ''
  }
  passages.push({ text: gap, isNew: false })
  return passages.filter(({ text }) => text !== '')
}
