/** The beginning of a text, cut between characters: half an emoji is none. */
export function shorten(text: string, characters = 80): string {
  if (text.length <= characters) return text
  const cut = text.slice(0, characters)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
