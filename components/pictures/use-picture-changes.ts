import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { queryKeys } from '#components/queries/keys.ts'
import { errorSentence } from '#components/ui/error-sentence.ts'
import { showToast } from '#components/ui/toast.ts'
import type { PictureView } from '#lib/library/view.ts'
import { libraryKeys } from './library-keys.ts'
import { idsAt, leavesView, type PictureChange, sendChange, undoing } from './picture-changes.ts'
import { type Wall, withChange, without, withPictures } from './wall-data.ts'

export interface PictureChanges {
  /** Changes pictures of the wall at once, tells the server, and takes it back if that fails. */
  run: (change: PictureChange, indexes: ReadonlySet<number>, told: string) => Promise<boolean>
  /** The ids at some places, as for a download; null when they could not be found out, which is told. */
  lookUp: (indexes: ReadonlySet<number>) => Promise<string[] | null>
  /** A change is on its way. */
  running: boolean
}

/** What can be done to pictures of a wall, optimistically and with undo. */
export function usePictureChanges(wall: Wall): PictureChanges {
  const client = useQueryClient()
  const t = useTranslate('library')
  const tCommon = useTranslate('common')
  const tErrors = useTranslate('errors')
  const [running, setRunning] = useState(0)
  const current = useRef(wall)
  current.current = wall
  const last = useRef<Promise<void>>(Promise.resolve())

  /** Shows `next` for as long as `work` takes; if that fails, what was before. */
  const attempt = useCallback(
    async (next: Wall | null, work: () => Promise<void>): Promise<boolean> => {
      const before = current.current
      const key = libraryKeys.wall(before.view)
      setRunning((count) => count + 1)
      await client.cancelQueries({ queryKey: key })
      if (next) client.setQueryData(key, next)
      // One after the other: two that are sent at once may come in the other order.
      const turn = last.current.then(work)
      last.current = turn.catch(() => undefined)
      try {
        await turn
        return true
      } catch (error) {
        if (next && client.getQueryData<Wall>(key)?.revision === next.revision)
          client.setQueryData(key, before)
        // Of many, some may have been changed before the line broke.
        void client.invalidateQueries({ queryKey: key })
        showToast({ text: t('failed', { reason: errorSentence(tErrors, error) }) })
        return false
      } finally {
        setRunning((count) => count - 1)
        // Other views show these pictures too.
        client.removeQueries({
          queryKey: libraryKeys.walls,
          predicate: ({ queryKey }) => queryKey[1] !== before.view,
        })
        void client.invalidateQueries({ queryKey: queryKeys.pictures })
      }
    },
    [client, t, tErrors],
  )

  const lookUp = useCallback(
    async (indexes: ReadonlySet<number>): Promise<string[] | null> => {
      setRunning((count) => count + 1)
      try {
        return await idsAt(current.current, indexes)
      } catch (error) {
        showToast({ text: t('failed', { reason: errorSentence(tErrors, error) }) })
        return null
      } finally {
        setRunning((count) => count - 1)
      }
    },
    [t, tErrors],
  )

  const run = useCallback(
    async (change: PictureChange, indexes: ReadonlySet<number>, told: string): Promise<boolean> => {
      const seen = current.current
      const ids = await lookUp(indexes)
      const before = current.current
      // Meanwhile something else may hang there: nobody meant that.
      if (!ids || ids.length === 0 || !hangsAlike(seen, before, indexes)) return false
      const leaves = leavesView(change, before.view)
      const next = leaves ? without(before, indexes) : withChange(before, indexes, changeOf(change))
      const done = await attempt(next, () => sendChange(change, ids))
      if (!done || told === '') return done
      const back = undoing(change, before, indexes, ids)
      const undo = () => {
        const now = current.current
        const isSame = now.view === next.view && now.revision === next.revision
        const known = Array.from(indexes, (index) => before.pictures[index]).filter(
          (each) => each !== undefined,
        )
        void attempt(isSame ? (leaves ? before : withPictures(now, known)) : null, async () => {
          for (const step of back ?? []) await sendChange(step.change, step.ids)
          if (!isSame) await client.invalidateQueries({ queryKey: libraryKeys.walls })
        })
      }
      showToast({ text: told, ...(back && { action: { label: tCommon('undo'), onAction: undo } }) })
      return true
    },
    [attempt, client, lookUp, tCommon],
  )

  return { run, lookUp, running: running > 0 }
}

/** Whether the same pictures hang at some places of two walls. What was not fetched is the same only where nothing moved. */
function hangsAlike(one: Wall, other: Wall, indexes: ReadonlySet<number>): boolean {
  if (one.revision === other.revision) return true
  return (
    one.view === other.view &&
    Array.from(indexes).every((index) => {
      const id = one.pictures[index]?.id
      return id !== undefined && id === other.pictures[index]?.id
    })
  )
}

function changeOf(change: PictureChange): Partial<Pick<PictureView, 'favourite' | 'folderId'>> {
  if (change.kind === 'favourite') return { favourite: change.favourite }
  if (change.kind === 'move') return { folderId: change.folderId }
  return {}
}
