/**
 * What text is found by. Writing with blanks between words is cut into words. Writing without (Chinese, Japanese, Korean, Thai …) is
 * cut into characters and pairs of neighbours, because no dictionary knows where the words of a prompt end: every piece of one or
 * two characters is a term, and a longer piece is a row of them. A picture character (an emoji) is a term by itself.
 */

/** A stretch of text and its place in it, counted in words and characters from 1. */
export type Piece =
  | { kind: 'word'; term: string; position: number }
  /** Characters of scripts without blanks, side by side: one place each. */
  | { kind: 'run'; characters: string[]; position: number }

const unspaced = 'Han Hiragana Katakana Hangul Bopomofo Yi Thai Lao Khmer Myanmar Tibetan'
  .split(' ')
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('')
const letter = String.raw`[\p{L}\p{N}\p{M}]`
const pattern = new RegExp(
  `(?<run>[[${unspaced}]&&${letter}]+)|(?<word>[${letter}--[${unspaced}]]+)|(?<sign>\\p{Extended_Pictographic})`,
  'gv',
)

/** No word that people search for is longer; one that is longer is known by its beginning. */
const WORD_MAX = 64
/** The longest prompt has 32,000 characters; a few become several when they are normalised. */
const TEXT_MAX = 40_000

function normalised(text: string): string {
  return text.slice(0, TEXT_MAX).normalize('NFKC').slice(0, TEXT_MAX).toLowerCase()
}

/** At most WORD_MAX long, and no half of a character at its end. */
function cut(word: string): string {
  return word.length > WORD_MAX ? word.slice(0, WORD_MAX).replace(/[\ud800-\udbff]$/, '') : word
}

/** Cuts text into words and runs. Takes anything; what is neither letter, digit nor picture character is passed over. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let position = 1
  for (const { groups } of normalised(text).matchAll(pattern)) {
    const { run, word = '', sign } = groups ?? {}
    if (run) {
      const characters = [...run]
      pieces.push({ kind: 'run', characters, position })
      // A place stays free behind it: what begins another run is not the next character of this one.
      position += characters.length + 1
    } else {
      pieces.push({ kind: 'word', term: sign ?? cut(word), position })
      position += 1
    }
  }
  return pieces
}

/** A word without its accents, for those who type none. */
function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .normalize('NFC')
}

/** All terms of a text with the places where they begin, rising. */
export function termsOf(text: string): Map<string, number[]> {
  const terms = new Map<string, number[]>()
  function add(term: string, position: number): void {
    const known = terms.get(term)
    if (known) known.push(position)
    else terms.set(term, [position])
  }
  for (const piece of piecesOf(text)) {
    if (piece.kind === 'word') {
      const { term, position } = piece
      add(term, position)
      const plain = folded(term)
      if (plain !== '' && plain !== term) add(plain, position)
      continue
    }
    const { characters, position } = piece
    for (const [index, character] of characters.entries()) {
      add(character, position + index)
      const next = characters[index + 1]
      if (next !== undefined) add(character + next, position + index)
    }
  }
  return terms
}
