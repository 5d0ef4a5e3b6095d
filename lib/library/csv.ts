/** Tables as spreadsheets read them (RFC 4180). */

type Cell = string | number | null

/** So that spreadsheets see UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

/** What a spreadsheet would take for a formula, in either width. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/

/** One line with its end. Text that would be run as a formula gets an apostrophe in front. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
