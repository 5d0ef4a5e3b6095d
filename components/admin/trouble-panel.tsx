'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { OperatorImageView, TroubleView } from '#lib/jobs/operator/view.ts'
import { AttemptsTable } from './attempts-table.tsx'
import { EmptyNote } from './data-table.tsx'
import { PanelHead } from './panel-head.tsx'
import { useLive } from './use-live.ts'

/** As the server counts (lib/jobs/operator/read-trouble.ts). */
const SLOW_MINUTES = 10
const wholeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Images that want a look, unfinished or failed, with every attempt at them. */
export function TroublePanel(props: { initial: TroubleView }) {
  const t = useTranslate('admin')
  const { data, error } = useLive('/api/admin/images', props.initial)
  return (
    <>
      <PanelHead title={t('images')} note={t('noPrompts')} now={data.now} error={error}>
        <FindImage />
      </PanelHead>
      <ImageList
        title={t('unfinished')}
        note={t('unfinishedNote', { minutes: SLOW_MINUTES })}
        empty={t('unfinishedEmpty')}
        images={data.open}
        total={data.openTotal}
        now={data.now}
      />
      <ImageList
        title={t('failed')}
        note={t('failedNote')}
        empty={t('failedEmpty')}
        images={data.failed}
        total={data.failedTotal}
        now={data.now}
      />
    </>
  )
}

function ImageList(props: {
  title: string
  note: string
  empty: string
  images: OperatorImageView[]
  total: number
  now: string
}) {
  const t = useTranslate('admin')
  const id = useId()
  const { images, total } = props
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="font-title text-xl font-semibold">
        {props.title}
      </h2>
      <p className="mt-1 mb-3 max-w-[48rem] text-sm text-soft">{props.note}</p>
      {images.length === 0 ? (
        <EmptyNote title={props.empty} />
      ) : (
        <AttemptsTable name={`${props.title}: ${t('attemptsTable')}`} images={images} now={props.now} />
      )}
      {total > images.length && (
        <p className="numerals mt-3 text-xs text-soft">{t('shownOf', { total, shown: images.length })}</p>
      )}
    </section>
  )
}

function FindImage() {
  const t = useTranslate('admin')
  const locale = useLocale()
  const router = useRouter()
  const id = useId()
  const [wrong, setWrong] = useState(false)

  function find(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('id')).trim()
    setWrong(!wholeId.test(text))
    if (wholeId.test(text)) router.push(`/${locale}/admin/images/${text.toLowerCase()}`)
  }

  return (
    <search>
      <form className="mt-4 space-y-1.5" onSubmit={find}>
        <label htmlFor={id} className="block text-sm font-medium">
          {t('findImage')}
        </label>
        <div className="flex max-w-lg gap-2">
          <input
            id={id}
            name="id"
            className="field min-w-0 font-mono"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={wrong || undefined}
            aria-describedby={`${id}-note`}
          />
          <button type="submit" className="button button-plain shrink-0">
            {t('findButton')}
          </button>
        </div>
        <p
          id={`${id}-note`}
          role={wrong ? 'alert' : undefined}
          className={`text-xs ${wrong ? 'text-cinnabar-text' : 'text-soft'}`}
        >
          {wrong ? t('findImageWrong') : t('findImageHint')}
        </p>
      </form>
    </search>
  )
}
