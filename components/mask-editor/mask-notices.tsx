'use client'

import type { ReactNode } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { errorSentence } from '#components/ui/error-sentence.ts'
import type { Done, useMaskDone } from './use-mask-done.ts'
import type { MaskWork } from './use-mask-work.ts'
import { useValue } from './value.ts'

/** What else than being done has to be said. */
export type Said = 'restored' | 'unreadable' | 'exportFailed' | 'pictureFailed' | null

/** At the foot of the picture: what has to be said or decided before it goes on. */
export function MaskNotices(props: {
  said: Said
  work: MaskWork
  finishing: ReturnType<typeof useMaskDone>
  onSaid: (said: Said) => void
  onRetryPicture: () => void
}) {
  const t = useTranslate('maskEditor')
  const errors = useTranslate('errors')
  const common = useTranslate('common')
  const { said, work, finishing } = props
  const { share } = useValue(work.editor.state)
  const done = isStillSo(finishing.done, share) ? finishing.done : open
  const without = <Choice onClick={() => void finishing.goWithout(work)}>{t('notice.without')}</Choice>
  const goOn = <Choice onClick={finishing.goOn}>{t('notice.goOn')}</Choice>

  if (done.kind === 'sending') {
    return (
      <Notice text={done.share < 1 ? t('sending', { percent: Math.floor(done.share * 100) }) : t('checking')}>
        <progress className="sr-only" value={done.share} aria-label={t('sendingLabel')} />
        <Choice onClick={finishing.stop}>{t('stop')}</Choice>
      </Notice>
    )
  }
  if (done.kind === 'failed') {
    return (
      <Notice isAlert text={t('notice.failed', { reason: errorSentence(errors, done.error) })}>
        <Choice onClick={() => void finishing.finish(work)}>{common('retry')}</Choice>
        {goOn}
      </Notice>
    )
  }
  if (done.kind === 'empty' || done.kind === 'soft') {
    return (
      <Notice isAlert text={t(`notice.${done.kind}`)}>
        {without}
        {goOn}
      </Notice>
    )
  }
  if (done.kind === 'full') {
    return (
      <Notice isAlert text={t('notice.full')}>
        {without}
        <Choice
          onClick={() => {
            work.editor.undo()
            finishing.goOn()
          }}
        >
          {t('notice.undoLast')}
        </Choice>
        {goOn}
      </Notice>
    )
  }
  if (said === 'restored') {
    return (
      <Notice text={t('notice.restored')}>
        <Choice
          onClick={() => {
            work.editor.replace(work.base)
            props.onSaid(null)
          }}
        >
          {t('notice.startOver')}
        </Choice>
        <Choice onClick={() => props.onSaid(null)}>{t('notice.keep')}</Choice>
      </Notice>
    )
  }
  if (said === null) return null
  const isPicture = said === 'pictureFailed'
  return (
    <Notice isAlert text={t(`notice.${said}`)}>
      <Choice onClick={isPicture ? props.onRetryPicture : () => props.onSaid(null)}>
        {isPicture ? common('retry') : common('close')}
      </Choice>
    </Notice>
  )
}

const open: Done = { kind: 'open' }

/** What was said of an empty or a full mask is over when it is painted on. */
function isStillSo({ kind }: Done, share: number): boolean {
  if (kind === 'empty') return share === 0
  return kind !== 'full' || share === 1
}

function Notice(props: { isAlert?: boolean; text: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-sheet px-4 py-2.5 text-sm">
      <p role={props.isAlert ? 'alert' : undefined} className="min-w-48 flex-1">
        {props.text}
      </p>
      <div className="flex flex-wrap gap-2">{props.children}</div>
    </div>
  )
}

function Choice(props: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="button button-plain button-small" onClick={props.onClick}>
      {props.children}
    </button>
  )
}
