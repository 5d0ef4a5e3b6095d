'use client'

import Link from 'next/link'
import { lazy, Suspense, useId, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { MaskVeil } from '#components/ui/mask-veil.tsx'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import type { PicturePageView, PictureSource } from '#lib/jobs/picture-page-view.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { dimensionsText, fileHref } from './input-words.ts'

const InputDialog = lazy(() =>
  import('./input-dialog.tsx').then((module) => ({ default: module.InputDialog })),
)

/** What the picture was made from, in the order that its prompt speaks of: each opens large, and leads back to where it came from. */
export function InputsSection({ page, filters }: { page: PicturePageView; filters: string }) {
  const t = useTranslate('picture')
  const id = useId()
  const { job, sources } = page
  const [open, setOpen] = useState<UploadView | null>(null)
  const [first] = job.inputs
  if (!first) return null
  const masked = job.mask && { upload: job.mask, on: first }
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-xs text-soft">
        {t('inputs')}
      </h2>
      <ul className="mt-2 grid grid-cols-3 gap-x-3 gap-y-4">
        {job.inputs.map((input, index) => (
          <li key={input.id} className="min-w-0 text-xs">
            <InputTile
              shown={input}
              name={t('inputName', { number: index + 1 })}
              file={input.name}
              onOpen={() => setOpen(input)}
            />
            <MadeFrom input={input} sources={sources} filters={filters} />
          </li>
        ))}
        {masked && (
          <li className="min-w-0 text-xs">
            <InputTile
              shown={masked.on}
              mask={masked.upload}
              name={t('mask')}
              onOpen={() => setOpen(masked.upload)}
            />
          </li>
        )}
      </ul>
      {open && (
        <Suspense>
          <InputDialog
            input={open.kind === 'mask' ? first : open}
            number={job.inputs.indexOf(open) + 1}
            mask={open.kind === 'mask' ? open : null}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </section>
  )
}

function InputTile(props: {
  shown: UploadView
  mask?: UploadView
  name: string
  file?: string
  onOpen: () => void
}) {
  const t = useTranslate('picture')
  const { shown, mask, name, file } = props
  return (
    <>
      <button
        type="button"
        className="relative block w-full overflow-hidden bg-wash"
        aria-label={t('openInput', { name })}
        onClick={props.onOpen}
      >
        <span className="grid aspect-square w-full place-items-center">
          <span className="relative max-h-full" style={fitting(shown)}>
            <StoredPicture
              src={fileHref(shown, 'thumbnail')}
              alt=""
              width={shown.width}
              height={shown.height}
              className="size-full object-contain"
            />
            {mask && <MaskVeil src={fileHref(mask)} />}
          </span>
        </span>
      </button>
      <p className="mt-1 font-medium">{name}</p>
      {file && (
        <p className="truncate text-soft" title={file} dir="auto">
          {file}
        </p>
      )}
      <p className="numerals text-soft">{dimensionsText(mask ?? shown)}</p>
    </>
  )
}

/** As large as a square lets it be. */
function fitting({ width, height }: UploadView) {
  return { aspectRatio: `${width} / ${height}`, width: `${Math.min(1, width / height) * 100}%` }
}

/** One step back: to the picture that the input was taken from. Its own page shows what that one was made from, and so on. */
function MadeFrom(props: { input: UploadView; sources: readonly PictureSource[]; filters: string }) {
  const t = useTranslate('picture')
  const locale = useLocale()
  const { sourceImageId } = props.input
  if (sourceImageId === null) return null
  const source = props.sources.find(({ imageId }) => imageId === sourceImageId)
  if (!source) return <p className="text-soft">{t('source.unknown')}</p>
  return (
    <p>
      <Link
        className="link inline-block py-1"
        prefetch={false}
        href={`/${locale}/pictures/${source.imageId}${props.filters}`}
      >
        {t('source.kept')}
      </Link>
      {source.state !== 'kept' && <span className="block text-soft">{t(`source.${source.state}`)}</span>}
    </p>
  )
}
