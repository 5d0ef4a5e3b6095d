'use client'

import { Camera, FolderOpen } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { INPUTS_MAX, UNUSED_DAYS } from '#lib/catalog/input-limits.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { OutsideForm } from './outside-form.tsx'
import { OwnUploads, OwnWork } from './own-pictures.tsx'
import { dropZone } from './use-page-drop.ts'

/** Some systems know no type for the last two. */
const ACCEPTED =
  'image/png,image/jpeg,image/webp,image/avif,image/heic,image/heif,image/gif,.avif,.heic,.heif'

/** Where pictures come from: files, the camera, own work, earlier uploads; and what is taken. */
export function AddPicturesDialog(props: {
  inputs: readonly UploadView[]
  /** One is to take the place of this one. */
  replaces: string | null
  onFiles: (files: readonly File[]) => void
  onImage: (imageId: string) => void
  onUpload: (upload: UploadView) => void
  onClose: () => void
}) {
  const t = useTranslate('studioInputs')
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [place, setPlace] = useState<'work' | 'uploads'>('work')
  const { inputs, replaces } = props
  const number = inputs.findIndex(({ id }) => id === replaces) + 1

  function take(event: ChangeEvent<HTMLInputElement>): void {
    const chosen = [...(event.target.files ?? [])]
    if (chosen.length > 0) props.onFiles(chosen)
  }

  return (
    <OutsideForm>
      <Dialog
        title={number > 0 ? t('replaceTitle', { number }) : t('addTitle')}
        onClose={props.onClose}
        widthRem={44}
      >
        <div {...dropZone} className="space-y-3 border-b border-line p-5">
          <div className="flex flex-wrap items-center gap-2">
            <button type="button" className="button button-seal" onClick={() => files.current?.click()}>
              <FolderOpen aria-hidden="true" className="size-4" />
              {t('chooseFiles')}
            </button>
            <button
              type="button"
              className="button button-plain hidden pointer-coarse:inline-flex"
              onClick={() => camera.current?.click()}
            >
              <Camera aria-hidden="true" className="size-4" />
              {t('takePhoto')}
            </button>
            <span className="text-sm text-soft pointer-coarse:hidden">{t('pasteHint')}</span>
          </div>
          <input ref={files} type="file" accept={ACCEPTED} multiple={!replaces} hidden onChange={take} />
          <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={take} />
          <p className="text-xs text-soft">
            {t('limits', { max: INPUTS_MAX })} {t('limitsMore', { days: UNUSED_DAYS })}
          </p>
        </div>
        <div className="space-y-4 p-5">
          <ChoiceField
            legend={t('ownTitle')}
            options={(['work', 'uploads'] as const).map((value) => ({
              value,
              label: t(value === 'work' ? 'fromWork' : 'fromUploads'),
            }))}
            value={place}
            onChange={setPlace}
          />
          {place === 'work' ? (
            <OwnWork inputs={inputs} onChoose={props.onImage} />
          ) : (
            <OwnUploads inputs={inputs} onChoose={props.onUpload} />
          )}
        </div>
        <div className="sticky bottom-0 border-t border-line bg-sheet px-5 py-3 text-right">
          <button type="button" className="button button-plain" onClick={props.onClose}>
            {t('done')}
          </button>
        </div>
      </Dialog>
    </OutsideForm>
  )
}
