import { useCallback, useState } from 'react'
import type { Wall } from './wall-data.ts'
import { emptySelection, type Selection, shifted } from './wall-selection.ts'

/**
 * What is selected on a wall. It stays with its pictures when others come on top, and ends when the wall becomes another one.
 */
export function useWallSelection(
  wall: Wall,
): [Selection, (next: Selection | ((now: Selection) => Selection)) => void] {
  const [state, setState] = useState({ selection: emptySelection, wall })
  let { selection } = state
  if (state.wall !== wall) {
    if (state.wall.revision !== wall.revision || state.wall.view !== wall.view) {
      const added = wall.ratios.length - state.wall.ratios.length
      const onlyOnTop = wall.view === state.wall.view && wall.asOf === state.wall.asOf
      selection =
        onlyOnTop && added > 0 && added === wall.head - state.wall.head
          ? shifted(selection, added)
          : emptySelection
    }
    setState({ selection, wall })
  }
  const select = useCallback((next: Selection | ((now: Selection) => Selection)) => {
    setState((now) => ({ ...now, selection: typeof next === 'function' ? next(now.selection) : next }))
  }, [])
  return [selection, select]
}
