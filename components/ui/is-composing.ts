/**
 * Whether a key belongs to an input method that is composing: it picks a word, and means nothing to the page. Safari tells the key
 * that ends the composition only after it, and marks it by its code.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229
}
