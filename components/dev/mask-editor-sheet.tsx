'use client'

import { useState } from 'react'
import { MaskEditorDialog } from '#components/mask-editor/mask-editor-dialog.tsx'
import type { UploadView } from '#lib/uploads/view.ts'

function upload(kind: UploadView['kind'], width: number, height: number): UploadView {
  return {
    id: kind,
    kind,
    name: kind === 'mask' ? 'mask.png' : 'cat.png',
    mediaType: 'image/png',
    width,
    height,
    sizeBytes: 1,
    hasAlpha: kind === 'mask',
    placeholder: '',
    sent: { mediaType: 'image/png', width, height, sizeBytes: 1 },
    sourceImageId: null,
    sourceUploadId: kind === 'mask' ? 'picture' : null,
    expiresAt: null,
  }
}

/** Opens the mask editor over a button, and says what came of it. */
export function MaskEditorSheet(props: { width: number; height: number; hasMask: boolean }) {
  const { width, height } = props
  const [isOpen, setIsOpen] = useState(false)
  const [mask, setMask] = useState(() => (props.hasMask ? upload('mask', width, height) : null))
  const [outcome, setOutcome] = useState('')
  return (
    <main className="p-4">
      <h1 className="page-title mb-4">Mask editor</h1>
      <button type="button" className="button button-plain" onClick={() => setIsOpen(true)}>
        Open
      </button>
      <output className="ml-4">{outcome}</output>
      {isOpen && (
        <MaskEditorDialog
          picture={upload('picture', width, height)}
          mask={mask}
          userId="somebody"
          onDone={(done) => {
            setMask(done)
            setIsOpen(false)
            setOutcome(done ? `done: ${done.id}` : 'done without a mask')
          }}
          onClose={() => {
            setIsOpen(false)
            setOutcome('closed')
          }}
        />
      )}
    </main>
  )
}
