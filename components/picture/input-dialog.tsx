'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { fileSizeText } from '#components/ui/file-size-text.ts'
import { MaskVeil } from '#components/ui/mask-veil.tsx'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import type { UploadView } from '#lib/uploads/view.ts'
import { dimensionsText, fileHref, isScaled } from './input-words.ts'

/** One input, large, as it was sent; or its mask, laid over it. */
export function InputDialog(props: {
  input: UploadView
  /** Its place among the inputs, from 1. */
  number: number
  mask: UploadView | null
  onClose: () => void
}) {
  const t = useTranslate('picture')
  const { input, mask } = props
  const name = mask ? t('mask') : t('inputName', { number: props.number })
  const ratio = input.width / input.height
  return (
    <Dialog title={name} onClose={props.onClose} widthRem={72}>
      <div className="bg-wash">
        <div
          className="relative mx-auto"
          style={{ aspectRatio: `${ratio}`, width: `min(100%, 70dvh * ${ratio}, ${input.width}px)` }}
        >
          <StoredPicture
            src={fileHref(input)}
            alt={mask ? t('maskAlt') : t('inputAlt', { number: props.number, name: input.name })}
            width={input.width}
            height={input.height}
            eager
            className="size-full"
          />
          {mask && <MaskVeil src={fileHref(mask)} />}
        </div>
      </div>
      <div className="space-y-1 px-5 py-3 text-sm">
        {!mask && (
          <p dir="auto" className="font-medium">
            {input.name}
          </p>
        )}
        <p className="numerals text-soft">
          {dimensionsText(mask ?? input)} · {fileSizeText((mask ?? input).sizeBytes)}
          {!mask && isScaled(input) && ` · ${t('scaledFrom', { size: dimensionsText(input.sent) })}`}
        </p>
        {mask && <p className="text-soft">{t('maskNote')}</p>}
      </div>
    </Dialog>
  )
}
