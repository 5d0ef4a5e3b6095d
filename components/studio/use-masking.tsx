import { type ReactNode, type RefObject, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { dimensionsText } from '#components/picture/input-words.ts'
import { showToast } from '#components/ui/toast.ts'
import { parseSize } from '#lib/catalog/choices.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { isSameShape, sizeLike, withReplaced } from './input-changes.ts'
import { loadFitDialog, loadMaskEditor } from './lazy-parts.ts'
import { OutsideForm } from './outside-form.tsx'
import { refocus } from './refocus.ts'
import type { StudioForm } from './studio-form.ts'
import { useLazyPart } from './use-lazy-part.ts'
import type { Overwrite } from './use-overwrite.ts'
import type { PictureChanges } from './use-picture-changes.ts'

/** Painting on the first picture what is to be repainted: the way there, and what comes of it. */
export function useMasking(options: {
  form: StudioForm
  userId: string
  section: RefObject<HTMLElement | null>
  changes: Pick<PictureChanges, 'latest' | 'change'>
  onOverwrite: Overwrite
}): { paint: () => void; remove: () => void; dialogs: ReactNode } {
  const t = useTranslate('studioInputs')
  const editor = useLazyPart(loadMaskEditor)
  const fit = useLazyPart(loadFitDialog)
  const { form, section, onOverwrite } = options
  const { latest, change } = options.changes
  /** What is painted on: another picture may come first in the meantime. */
  const [picture, setPicture] = useState<UploadView | null>(null)
  const isFirst = () => picture !== null && latest.current.inputs[0]?.id === picture.id

  /** Where no size of the model has the picture's shape, what is painted now would be cut later. */
  function paint(): void {
    const { inputs, mask, params } = latest.current
    if (!inputs[0]) return
    setPicture(inputs[0])
    const size = sizeLike(latest.current, inputs[0], true)
    const shape = parseSize(size)
    if (!mask && shape && !isSameShape(shape, inputs[0])) {
      fit.open()
      return
    }
    if (!mask && size !== params.size) change((now) => ({ ...now, params: { ...now.params, size } }))
    editor.open()
  }

  function set(next: UploadView | null): void {
    if (next === null && latest.current.mask !== null) {
      onOverwrite((now) => ({ ...now, mask: null }), t('maskRemoved'))
    } else change((now) => ({ ...now, mask: next }))
    refocus(() => section.current?.querySelector('[data-mask] button'))
  }

  const dialogs = picture && (
    <>
      {editor.Part && (
        <OutsideForm>
          <editor.Part
            picture={picture}
            mask={form.inputs[0]?.id === picture.id ? form.mask : null}
            userId={options.userId}
            onDone={(mask) => {
              editor.close()
              if (isFirst()) set(mask)
              else if (mask) showToast({ text: t('maskOfAnother') })
            }}
            onClose={editor.close}
          />
        </OutsideForm>
      )}
      {fit.Part && (
        <fit.Part
          upload={picture}
          number={1}
          shape={parseSize(sizeLike(form, picture)) ?? picture}
          onDone={(upload) => {
            fit.close()
            if (!isFirst()) return
            setPicture(upload)
            const said = t('fitted', { number: 1, size: dimensionsText(upload) })
            onOverwrite((now) => withReplaced(now, picture.id, upload), said)
            editor.open()
          }}
          onSkip={() => {
            fit.close()
            if (isFirst()) editor.open()
          }}
          onClose={fit.close}
        />
      )}
    </>
  )
  return { paint, remove: () => set(null), dialogs }
}
