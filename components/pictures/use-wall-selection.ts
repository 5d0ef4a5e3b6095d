import { useCallback, useState } from 'react'
import type { Wall } from './wall-data.ts'
import { carried, emptySelection, type Selection } from './wall-selection.ts'

/**
 * What is selected on a wall. It stays with its pictures when others come on top, and ends when the wall becomes another one.
 */
export function useWallSelection(
  wall: Wall,
): [Selection, (next: Selection | ((now: Selection) => Selection)) => void] {
  const [state, setState] = useState({ selection: emptySelection, wall })
  let { selection } = state
  if (state.wall !== wall) {
    selection = carried(selection, state.wall, wall)
    setState({ selection, wall })
  }
  const select = useCallback((next: Selection | ((now: Selection) => Selection)) => {
    setState((now) => ({ ...now, selection: typeof next === 'function' ? next(now.selection) : next }))
  }, [])
  return [selection, select]
}
