/** Writes the name of a picture where the caret is, as if it were typed: undo takes it back. Between letters it gets its blanks. */
export function insertName(field: HTMLTextAreaElement, name: string): void {
  const { value, selectionStart: start, selectionEnd: end } = field
  const isWord = (character: string | undefined) => /[\p{Script=Latin}\d]/u.test(character ?? '')
  const before = isWord(value[start - 1]) && isWord(name[0]) ? ' ' : ''
  const after = isWord(value[end]) && isWord(name.at(-1)) ? ' ' : ''
  field.focus()
  // Old, and the only way that keeps the field's own undo; what has no such command writes it directly.
  if (document.execCommand('insertText', false, before + name + after)) return
  field.setRangeText(before + name + after, start, end, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
