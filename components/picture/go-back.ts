/**
 * Back to the list a picture was opened from: by the history where that is the page before, because then the list stands where
 * it was left; else by its address.
 * @returns whether the history did it
 */
export function goBackTo(path: string): boolean {
  // Not in every browser yet.
  const navigation = 'navigation' in window ? window.navigation : null
  const index = navigation?.currentEntry?.index ?? 0
  const before = navigation?.entries()[index - 1]?.url
  if (!before || new URL(before).pathname !== path) return false
  window.history.back()
  return true
}
