/** What of a text area's looks decides where its lines break. */
const copied = [
  'boxSizing',
  'width',
  'paddingLeft',
  'paddingRight',
  'borderLeftWidth',
  'borderRightWidth',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'fontStyle',
  'letterSpacing',
  'lineHeight',
  'tabSize',
  'textIndent',
  'textTransform',
  'lineBreak',
  'overflowWrap',
  'direction',
] as const

/**
 * Whether the caret of a text area is on its first or its last line as shown, also where a long line wraps. Measured on a copy,
 * since no browser tells.
 */
export function isCaretOnEdge(field: HTMLTextAreaElement, edge: 'first' | 'last'): boolean {
  const { selectionStart: start, selectionEnd: end, value } = field
  if (start !== end) return false
  const beside = edge === 'first' ? value.slice(0, start) : value.slice(start)
  if (beside.includes('\n')) return false
  if (beside === '') return true
  const copy = document.createElement('div')
  const style = getComputedStyle(field)
  for (const name of copied) copy.style[name] = style[name]
  Object.assign(copy.style, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre-wrap', top: '0' })
  const caret = document.createElement('span')
  const last = document.createElement('span')
  copy.append(value.slice(0, start), caret, value.slice(start), last)
  document.body.append(copy)
  const top = edge === 'first' ? copy.getBoundingClientRect().top : caret.getBoundingClientRect().top
  const other = edge === 'first' ? caret.getBoundingClientRect().top : last.getBoundingClientRect().top
  copy.remove()
  return Math.abs(other - top) < Number.parseFloat(style.lineHeight) / 2
}
