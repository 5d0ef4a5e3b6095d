'use client'

import { Copy } from 'lucide-react'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'
import { copyText } from './copy.ts'
import { markNewWords } from './mark-new-words.ts'

/** Longer than this it is folded: the record below must stay in reach. */
const FOLD_CHARACTERS = 700

/** What was asked for, and what the model made of it, where it said so. */
export function PromptSections(props: { prompt: string; revised: string | null }) {
  const t = useTranslate('picture')
  const { prompt, revised } = props
  return (
    <>
      <TextSection
        title={t('prompt')}
        text={prompt}
        copyLabel={t('copyPrompt')}
        copied={t('promptCopied')}
        className="text-lg"
      >
        {prompt}
      </TextSection>
      {revised !== null && revised !== prompt && <Revised prompt={prompt} revised={revised} />}
    </>
  )
}

function Revised(props: { prompt: string; revised: string }) {
  const t = useTranslate('picture')
  const locale = useLocale()
  const { prompt, revised } = props
  const passages = useMemo(() => markNewWords(prompt, revised, locale), [prompt, revised, locale])
  let at = 0
  const marked = passages.map(({ text, isNew }) => {
    const key = at
    at += text.length
    return isNew ? (
      <mark
        key={key}
        className="bg-transparent text-ink underline decoration-azurite decoration-1 underline-offset-4"
      >
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    )
  })
  return (
    <TextSection
      title={t('revised')}
      text={revised}
      copyLabel={t('copyRevised')}
      copied={t('revisedCopied')}
      note={t(passages.some(({ isNew }) => isNew) ? 'revisedNew' : 'revisedSame')}
      className="text-sm text-soft"
    >
      {marked}
    </TextSection>
  )
}

function TextSection(props: {
  title: string
  text: string
  copyLabel: string
  copied: string
  note?: string
  className: string
  children: ReactNode
}) {
  const t = useTranslate('picture')
  const id = useId()
  const { text } = props
  const long = text.length > FOLD_CHARACTERS
  const [open, setOpen] = useState(false)

  function copy(): void {
    copyText(text).then(
      () => showToast({ text: props.copied }),
      () => showToast({ text: t('copyFailed') }),
    )
  }

  return (
    <section aria-labelledby={id}>
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h2 id={id} className="text-xs text-soft">
          {props.title}
        </h2>
        <button
          type="button"
          className="button button-quiet button-small -mr-2 noscript:hidden"
          aria-label={props.copyLabel}
          title={props.copyLabel}
          onClick={copy}
        >
          <Copy aria-hidden="true" className="size-4" />
        </button>
      </div>
      <p
        // A prompt may be written from right to left, whatever the page is.
        dir="auto"
        id={`${id}-text`}
        className={`whitespace-pre-wrap ${props.className} ${
          long && !open ? 'line-clamp-[10] noscript:line-clamp-none' : ''
        }`}
      >
        {props.children}
      </p>
      {long && (
        <button
          type="button"
          className="button button-quiet button-small -ml-2 noscript:hidden"
          aria-expanded={open}
          aria-controls={`${id}-text`}
          onClick={() => setOpen(!open)}
        >
          {open ? t('showLess') : t('showAll', { count: [...text].length })}
        </button>
      )}
      {props.note && <p className="mt-2 text-xs text-soft">{props.note}</p>}
    </section>
  )
}
