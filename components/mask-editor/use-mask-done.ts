import { useEffect, useRef, useState } from 'react'
import type { UploadView } from '#lib/uploads/view.ts'
import { sendMask } from './files/send-mask.ts'
import type { MaskWork } from './use-mask-work.ts'

/** Less than every provider takes. */
const MASK_BYTES_MAX = 3_990_000

/** What is in the way of being done; `sending` counts to 1. */
export type Done =
  | { kind: 'open' | 'empty' | 'soft' | 'full' }
  | { kind: 'sending'; share: number }
  | { kind: 'failed'; error: unknown }

/** Makes a file of the mask and uploads it; what would be of no use is not sent. */
export function useMaskDone(props: {
  picture: UploadView
  mask: UploadView | null
  onDone: (mask: UploadView | null) => void
}) {
  const [done, setDone] = useState<Done>({ kind: 'open' })
  const sending = useRef<AbortController | null>(null)
  useEffect(() => () => sending.current?.abort(), [])

  async function finish({ editor, desk, keeper, isRestored }: MaskWork): Promise<void> {
    if (done.kind === 'sending') return
    editor.cancel()
    const share = editor.document.share()
    if (share === 0 || share === 1) {
      setDone({ kind: share === 0 ? 'empty' : 'full' })
      return
    }
    if (!editor.document.isFullAnywhere) {
      setDone({ kind: 'soft' })
      return
    }
    if (props.mask && !isRestored && !editor.state.get().isChanged) {
      props.onDone(props.mask)
      return
    }
    const stop = new AbortController()
    sending.current = stop
    setDone({ kind: 'sending', share: 0 })
    try {
      const { mask } = editor.document
      const { file } = await desk.do({ kind: 'encode', mask, bytesMax: MASK_BYTES_MAX })
      stop.signal.throwIfAborted()
      const onShare = (sent: number) => setDone({ kind: 'sending', share: sent })
      const upload = await sendMask(file, props.picture, onShare, stop.signal)
      await keeper.finish()
      if (!stop.signal.aborted) props.onDone(upload)
    } catch (error) {
      setDone(stop.signal.aborted ? { kind: 'open' } : { kind: 'failed', error })
    } finally {
      sending.current = null
    }
  }

  return {
    done,
    finish,
    stop: () => sending.current?.abort(),
    goOn: () => setDone({ kind: 'open' }),
    /** Goes on without a mask; what was painted is not kept. */
    goWithout: async ({ editor, keeper }: MaskWork) => {
      editor.cancel()
      await keeper.finish()
      props.onDone(null)
    },
  }
}
