/** Where one was on the wall, kept in the entry of the browser's history: coming back, or loading anew, leads there again. */
export interface WallPlace {
  view: string
  /** The first picture that was whole in the window. */
  index: number
  /** How far below the window's upper edge it hung, in pixels. */
  offset: number
  /** The picture that was opened from here, or had the focus. */
  active: number
}

const NAME = 'wallPlace'

export function readPlace(state: unknown): WallPlace | null {
  if (typeof state !== 'object' || state === null || !(NAME in state)) return null
  const place = state[NAME]
  if (typeof place !== 'object' || place === null) return null
  if (!('view' in place && 'index' in place && 'offset' in place && 'active' in place)) return null
  const { view, index, offset, active } = place
  if (typeof view !== 'string' || typeof index !== 'number') return null
  if (typeof offset !== 'number' || typeof active !== 'number') return null
  return { view, index, offset, active }
}

/** Keeps the place in the present entry of the history, beside what the router keeps there. */
export function keepPlace(place: WallPlace): void {
  const state: unknown = window.history.state
  const others = typeof state === 'object' ? state : {}
  window.history.replaceState({ ...others, [NAME]: place }, '')
}
