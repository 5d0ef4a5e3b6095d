import { termsOf } from './search-terms.ts'

/** What PostgreSQL keeps in a tsvector: places up to 16,383, and 255 of one term. */
const POSITION_MAX = 16_383
const POSITIONS_MAX = 255

/**
 * Every term begins with these four characters of its user, so that the index of all users' terms is many indexes, one for each: a
 * common word does not walk through other people's pictures, nor does a search by the beginning of a word. Two users may share
 * them; whose a picture is, is asked besides.
 * @param userId a UUID; its last three bytes are random in every version that we make
 */
export function userTag(userId: string): string {
  return Buffer.from(userId.slice(-6), 'hex').toString('base64url')
}

/** A text too long for places: that its terms stand side by side cannot be known. No term of a text looks like it. */
export const LONG_TEXT = '+'

/** A term as it is written in tsvector and tsquery. Letters, digits and picture characters only: there is nothing to escape. */
export function quoted(tag: string, term: string): string {
  return `'${tag}${term}'`
}

/** The value of `pictures.terms`, as text for `::tsvector`. */
export function termVector(userId: string, prompt: string): string {
  const tag = userTag(userId)
  const lexemes: string[] = []
  let isLong = false
  for (const [term, positions] of termsOf(prompt)) {
    isLong ||= positions.length > POSITIONS_MAX || (positions.at(-1) ?? 0) > POSITION_MAX
    lexemes.push(
      `${quoted(tag, term)}:${positions.slice(0, POSITIONS_MAX).map((at) => Math.min(at, POSITION_MAX))}`,
    )
  }
  if (isLong) lexemes.push(quoted(tag, LONG_TEXT))
  return lexemes.join(' ')
}
