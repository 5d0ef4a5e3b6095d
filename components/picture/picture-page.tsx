'use client'

import { ArrowLeft, Keyboard, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { LocalTime } from '#components/ui/local-time.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import type { PicturePageView } from '#lib/jobs/picture-page-view.ts'
import { AttemptsList } from './attempts-list.tsx'
import { CompareStage } from './compare-stage.tsx'
import { continueHref } from './continue-href.ts'
import { storedFileOf } from './export-choices.ts'
import { goBackTo } from './go-back.ts'
import { GonePicture } from './gone-picture.tsx'
import { InputsSection } from './inputs-section.tsx'
import { NeighbourLinks } from './neighbour-links.tsx'
import { PictureFacts } from './picture-facts.tsx'
import { PictureStage } from './picture-stage.tsx'
import { PictureTools } from './picture-tools.tsx'
import { promptStart } from './picture-words.ts'
import { PromptSections } from './prompt-section.tsx'
import { useDownload } from './use-download.ts'
import { useNeighbours } from './use-neighbours.ts'
import { usePictureActions } from './use-picture-actions.ts'
import { usePicturePage } from './use-picture-page.ts'
import { ViewChoice } from './view-choice.tsx'

const ShortcutsDialog = lazy(() =>
  import('./shortcuts-dialog.tsx').then((module) => ({ default: module.ShortcutsDialog })),
)

/**
 * The page of one picture: large, with the record of how it was made and all that can be done with it. Picture, facts, the original
 * as a download and the way back need no script.
 * @param props.filters of the library view that it was opened from, as in `?q=boat`, or empty
 */
export function PicturePage(props: { initial: PicturePageView; filters: string }) {
  const t = useTranslate('picture')
  const locale = useLocale()
  const router = useRouter()
  const { filters } = props
  const page = usePicturePage(props.initial)
  const { image, job } = page
  const listPath = `/${locale}/pictures`
  const listHref = `${listPath}${filters}`
  const hrefOf = (id: string | null) => id && `${listPath}/${id}${filters}`
  const { newer, older } = useNeighbours(image, filters)
  const actions = usePictureActions(page, listHref)
  const download = useDownload(image.id)
  const [listingKeys, setListingKeys] = useState(false)
  const [before] = job.inputs
  const [comparing, setComparing] = useState(false)
  const [raw, setRaw] = useState(false)

  function move(direction: 1 | -1): void {
    const href = hrefOf(direction === 1 ? older : newer)
    if (href) router.replace(href, { scroll: false })
  }
  function back(): void {
    if (!goBackTo(listPath)) router.push(listHref)
  }
  const thing = image.gone
    ? {}
    : {
        f: actions.toggleFavourite,
        d: () => void download.start(storedFileOf(image)),
        c: () => void actions.copyPicture(),
        delete: () => void actions.remove(),
        b: before && (() => setComparing(!comparing)),
        m: image.isComposed ? () => setRaw(!raw) : undefined,
        e: image.deletedAt ? undefined : () => router.push(continueHref(locale, image.id)),
      }
  useShortcuts({
    ...thing,
    p: () => void actions.copyPrompt(),
    r: () => router.push(`/${locale}/studio?from=${job.id}`),
    v: () => router.push(`/${locale}/studio?from=${job.id}&vary=1`),
    escape: back,
    '?': () => setListingKeys(true),
  })

  const alt = t('altPrompt', { prompt: promptStart(job.prompt, 120) })
  return (
    <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="flex flex-col lg:sticky lg:top-(--bars-height) lg:h-[calc(100dvh-var(--bars-height))]">
        <div className="flex items-center border-b border-line bg-paper px-2 sm:px-4">
          <Link
            href={listHref}
            className="button button-quiet"
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return
              if (goBackTo(listPath)) event.preventDefault()
            }}
          >
            <ArrowLeft aria-hidden="true" className="size-4" />
            {t('back')}
          </Link>
          <div className="ml-auto flex">
            <button
              type="button"
              className="button button-quiet hidden px-3 pointer-fine:inline-flex noscript:hidden"
              aria-label={t('shortcuts')}
              title={t('shortcuts')}
              onClick={() => setListingKeys(true)}
            >
              <Keyboard aria-hidden="true" className="size-5" />
            </button>
            <NeighbourLinks newer={hrefOf(newer)} older={hrefOf(older)} />
          </div>
        </div>
        {image.gone ? (
          <GonePicture image={image} onMove={move} />
        ) : before && comparing ? (
          <CompareStage image={image} raw={raw} before={before} alt={alt} onMove={move} />
        ) : (
          <PictureStage image={image} raw={raw} alt={alt} onMove={move} />
        )}
        {before && !image.gone && (
          <ViewChoice
            comparing={comparing}
            onCompare={setComparing}
            raw={image.isComposed ? raw : null}
            onRaw={setRaw}
          />
        )}
      </div>
      <div className="space-y-8 border-line px-4 py-6 sm:px-6 lg:border-l">
        <h1 className="sr-only">{alt}</h1>
        {image.gone ? (
          <div className="space-y-4">
            <p className="font-title text-xl font-semibold">{t('gone.title')}</p>
            <p className="text-sm text-soft">{t('gone.text')}</p>
            <Link href={`/${locale}/studio?from=${job.id}`} prefetch={false} className="button button-seal">
              {t('gone.again')}
            </Link>
          </div>
        ) : (
          <>
            {image.deletedAt && (
              <div className="space-y-3 border-l-2 border-azurite bg-azurite-wash px-4 py-3 text-sm">
                <p>{t('inBin')}</p>
                {page.keptUntil && (
                  <p className="text-xs text-soft">
                    {t('inBinUntil')} <LocalTime iso={page.keptUntil} />
                  </p>
                )}
                <button
                  type="button"
                  className="button button-plain noscript:hidden"
                  onClick={() => void actions.restore()}
                >
                  <Undo2 aria-hidden="true" className="size-4" />
                  {t('restore')}
                </button>
              </div>
            )}
            <PictureTools page={page} actions={actions} download={download} />
          </>
        )}
        <PromptSections prompt={job.prompt} revised={image.revisedPrompt} />
        <InputsSection page={page} filters={filters} />
        <PictureFacts page={page} />
        <AttemptsList page={page} />
      </div>
      {listingKeys && (
        <Suspense>
          <ShortcutsDialog onClose={() => setListingKeys(false)} />
        </Suspense>
      )}
    </div>
  )
}
