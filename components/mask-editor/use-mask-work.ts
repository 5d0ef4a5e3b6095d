import { useEffect, useEffectEvent, useState } from 'react'
import { ask } from '#components/queries/api.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { MaskEditor } from './editor.ts'
import { MaskDocument } from './engine/mask-document.ts'
import { FileDesk } from './files/file-desk.ts'
import { readAs } from './files/read-mask.ts'
import { WorkKeeper } from './keep-work.ts'

/** The work on one picture, from the moment when all that belongs to it is there. */
export interface MaskWork {
  editor: MaskEditor
  keeper: WorkKeeper
  desk: FileDesk
  /** What was sent before, or nothing: where the work began. */
  base: Uint8Array
  /** It goes on from what was painted before and never sent. */
  isRestored: boolean
}

export type MaskWorkState = MaskWork | { error: unknown } | null

const SAVE_MS = 150

/** Opens the work on a picture: the mask that it has, then what was painted on it and not sent. Keeps it while it goes on. */
export function useMaskWork(picture: UploadView, mask: UploadView | null, userId: string): MaskWorkState {
  const [state, setState] = useState<MaskWorkState>(null)
  const begin = useEffectEvent((desk: FileDesk, signal: AbortSignal) =>
    openWork(picture, mask, userId, desk, signal),
  )
  useEffect(() => {
    const left = new AbortController()
    const desk = new FileDesk()
    let stop = () => {}
    begin(desk, left.signal).then(
      (work) => {
        if (left.signal.aborted) return work.keeper.close()
        stop = keepWhileOpen(work)
        setState(work)
      },
      (error: unknown) => left.signal.aborted || setState({ error }),
    )
    return () => {
      left.abort()
      stop()
      desk.close()
    }
  }, [])
  return state
}

async function openWork(
  picture: UploadView,
  mask: UploadView | null,
  userId: string,
  desk: FileDesk,
  signal: AbortSignal,
): Promise<MaskWork> {
  const { width, height } = picture
  const stored = mask && (await readStored(mask, desk, signal))
  const base = stored?.length === width * height ? stored : new Uint8Array(width * height)
  const document = new MaskDocument(width, height, base)
  const keeper = new WorkKeeper(userId, picture.id, document.mask)
  const kept = await keeper.read()
  // As a step, so that undo leads back to what was sent.
  const isRestored = kept !== null && document.replace(kept)
  return { editor: new MaskEditor(document), keeper, desk, base, isRestored }
}

async function readStored(mask: UploadView, desk: FileDesk, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await ask(`/api/uploads/${mask.id}/file?variant=picture`, { signal })
  return readAs(await desk.do({ kind: 'decode', file: await answer.blob() }), 'transparent').data
}

/** Saves after each step, but never while something is painted; and at once when the page is left. */
function keepWhileOpen({ editor, keeper }: MaskWork): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = async (isLeaving: boolean) => {
    clearTimeout(timer)
    timer = undefined
    if (!keeper.isBehind || (!isLeaving && editor.isPainting)) return
    if (editor.document.share() === 0) await keeper.forget()
    else await keeper.save(isLeaving ? null : () => !editor.isPainting)
  }
  const leave = () => void save(true)
  const onHide = () => document.visibilityState === 'hidden' && leave()
  const unlisten = editor.document.listen((changed) => keeper.mark(changed))
  const unsubscribe = editor.state.subscribe(() => {
    timer ??= setTimeout(() => void save(false), SAVE_MS)
  })
  document.addEventListener('visibilitychange', onHide)
  addEventListener('pagehide', leave)
  return () => {
    unlisten()
    unsubscribe()
    document.removeEventListener('visibilitychange', onHide)
    removeEventListener('pagehide', leave)
    leave()
    keeper.close()
    editor.close()
  }
}
