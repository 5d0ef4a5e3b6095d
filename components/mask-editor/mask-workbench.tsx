'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { UploadView } from '#lib/uploads/view.ts'
import type { MaskFile } from './files/read-mask.ts'
import { saveBlob } from './files/save-blob.ts'
import { fileName } from './files/send-mask.ts'
import { ImportDialog } from './import-dialog.tsx'
import { MaskStatus } from './mask-bars.tsx'
import { MaskFiles } from './mask-files.tsx'
import { MaskKeysDialog } from './mask-keys-dialog.tsx'
import { MaskNotices, type Said } from './mask-notices.tsx'
import { MaskPanel } from './mask-panel.tsx'
import { MaskStage } from './mask-stage.tsx'
import { newsText } from './news-text.ts'
import type { KeyPainter } from './stage-keys.ts'
import type { useMaskDone } from './use-mask-done.ts'
import type { MaskWork } from './use-mask-work.ts'

/** Stage and tools, once everything is there. */
export function MaskWorkbench(props: {
  picture: UploadView
  work: MaskWork
  finishing: ReturnType<typeof useMaskDone>
  root: RefObject<HTMLElement | null>
  keysRef: RefObject<KeyPainter | null>
  onRetry: () => void
}) {
  const t = useTranslate('maskEditor')
  const { picture, work, finishing } = props
  const { editor, desk } = work
  const status = useRef<HTMLParagraphElement>(null)
  const notices = useRef<HTMLDivElement>(null)
  const [isMaskShown, setIsMaskShown] = useState(true)
  const [keysOpen, setKeysOpen] = useState(false)
  const [importing, setImporting] = useState<MaskFile | null>(null)
  const [said, setSaid] = useState<Said>(work.isRestored ? 'restored' : null)
  const isSending = finishing.done.kind === 'sending'
  const toggleMask = () => setIsMaskShown(!isMaskShown)

  useEffect(() => {
    // Written here and not drawn: what is painted must not draw the page again.
    editor.onNews = (news) => {
      if (status.current) status.current.textContent = newsText(t, news)
    }
  }, [editor, t])

  useEffect(() => {
    if (isSending && status.current) status.current.textContent = t('sendingLabel')
  }, [isSending, t])

  useEffect(() => {
    const dialog = props.root.current
    const { activeElement } = document
    if (!dialog || (activeElement !== dialog && dialog.contains(activeElement))) return
    // A notice went, and the focus with its button.
    const next = isSending
      ? notices.current?.querySelector<HTMLElement>('button')
      : dialog.querySelector<HTMLElement>('.mask-stage')
    next?.focus({ preventScroll: true })
  })

  async function openFile(file: File): Promise<void> {
    setSaid(null)
    try {
      setImporting(await desk.do({ kind: 'decode', file }))
    } catch {
      setSaid('unreadable')
    }
  }

  async function exportFile(kind: 'encode' | 'blackAndWhite'): Promise<void> {
    const { mask } = editor.document
    setSaid(null)
    try {
      if (kind === 'encode') {
        const { file } = await desk.do({ kind, mask, bytesMax: Number.POSITIVE_INFINITY })
        saveBlob(file, fileName(picture, 'mask'))
      } else saveBlob(await desk.do({ kind, mask }), fileName(picture, 'mask-bw'))
    } catch {
      setSaid('exportFailed')
    }
  }

  return (
    <div className="mask-bench min-h-0">
      <div className="grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)_auto]">
        <MaskStage
          picture={picture}
          editor={editor}
          root={props.root}
          keysRef={props.keysRef}
          isInert={isSending}
          isMaskShown={isMaskShown}
          onToggleMask={toggleMask}
          onShowKeys={() => setKeysOpen(true)}
          onPictureFailed={() => setSaid('pictureFailed')}
        />
        <div ref={notices}>
          <MaskNotices
            said={said}
            work={work}
            finishing={finishing}
            onSaid={setSaid}
            onRetryPicture={props.onRetry}
          />
          <MaskStatus editor={editor} isMaskShown={isMaskShown} onToggleMask={toggleMask} />
        </div>
      </div>
      <MaskPanel editor={editor} isInert={isSending}>
        <MaskFiles
          onImport={(file) => void openFile(file)}
          onExport={(kind) => void exportFile(kind)}
          onShowKeys={() => setKeysOpen(true)}
        />
      </MaskPanel>
      <p ref={status} role="status" className="sr-only" />
      {keysOpen && <MaskKeysDialog onClose={() => setKeysOpen(false)} />}
      {importing && (
        <ImportDialog
          file={importing}
          picture={picture}
          colour={editor.settings.get().colour}
          onUse={(data) => {
            editor.replace(data)
            setImporting(null)
          }}
          onClose={() => setImporting(null)}
        />
      )}
    </div>
  )
}
