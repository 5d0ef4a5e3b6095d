import { type Piece, piecesOf } from './search-terms.ts'
import { LONG_TEXT, quoted, userTag } from './term-vector.ts'

/** Between two quotation marks, as both keyboards write them. */
const quotedPart = /"([^"]*)"|“([^“”]*)”|「([^「」]*)」/gu

/**
 * What somebody typed into the search field, as text for `::tsquery`. All words must be there, in any order: of a word its beginning
 * will do, a run of Chinese must stand as it was typed. What stands in quotation marks must stand so, word by word.
 * @returns null when there is nothing to search for in it: then nothing is found
 */
export function parseQuery(userId: string, typed: string): string | null {
  const tag = userTag(userId)
  const conditions: string[] = []
  const rest = typed.replace(quotedPart, (_all, ...parts: unknown[]) => {
    const phrase = parts.slice(0, 3).find((part) => typeof part === 'string')
    const pieces = piecesOf(String(phrase ?? ''))
    if (pieces.length > 0) conditions.push(inOrder(tag, pieces))
    return ' '
  })
  for (const piece of piecesOf(rest)) {
    conditions.push(piece.kind === 'word' ? `${quoted(tag, piece.term)}:*` : inOrder(tag, [piece]))
  }
  return conditions.length > 0 ? [...new Set(conditions)].join(' & ') : null
}

/** The terms that cover some pieces, from left to right. */
function cover(pieces: Piece[]): { term: string; position: number }[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'word') return [piece]
    const { characters, position } = piece
    const last = Math.max(0, characters.length - 2)
    const starts = characters.flatMap((_character, index) => (index < last && index % 2 === 0 ? [index] : []))
    return [...starts, last].map((start) => ({
      term: characters.slice(start, start + 2).join(''),
      position: position + start,
    }))
  })
}

/** That pieces follow each other as they were typed; of a text that is too long for places, that it has all of them. */
function inOrder(tag: string, pieces: Piece[]): string {
  const terms = cover(pieces).map(({ term, position }) => ({ text: quoted(tag, term), position }))
  const [first] = terms
  if (!first || terms.length === 1) return first?.text ?? ''
  const phrase = terms.reduce(
    (left, { text, position }, index) =>
      index === 0 ? text : `${left} <${position - (terms[index - 1]?.position ?? 0)}> ${text}`,
    '',
  )
  const all = [...new Set(terms.map(({ text }) => text))].join(' & ')
  return `(${phrase} | ${quoted(tag, LONG_TEXT)} & ${all})`
}
