'use client'

import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { cleanQuery } from './library-filters.ts'

const PAUSE_MS = 250

/**
 * The search over prompts. What is typed is its own until a short pause, so that typing waits for nothing; an input method that is
 * still composing searches nothing. Without script it is a form.
 */
export function SearchField(props: { value: string; onSearch: (query: string) => void }) {
  const t = useTranslate('library')
  const { value, onSearch } = props
  const [text, setText] = useState(value)
  const asked = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const field = useRef<HTMLInputElement>(null)

  // Changed from elsewhere: the back button, or its chip was taken away.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function search(next: string, pauseMs: number): void {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const query = cleanQuery(next)
      if (query === asked.current) return
      asked.current = query
      onSearch(query)
    }, pauseMs)
  }

  return (
    <search className="min-w-0 flex-1">
      <form
        method="get"
        className="relative"
        onSubmit={(event) => {
          event.preventDefault()
          search(text, 0)
        }}
      >
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft"
        />
        <input
          ref={field}
          type="search"
          name="q"
          value={text}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          aria-label={t('search')}
          placeholder={t('search')}
          className="field pr-3 pl-10 not-placeholder-shown:pr-11 pointer-fine:min-h-10 pointer-fine:py-1.5 [&::-webkit-search-cancel-button]:hidden"
          onChange={(event) => {
            const next = event.target.value
            setText(next)
            const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing
            if (!composing) search(next, PAUSE_MS)
          }}
          onCompositionEnd={(event) => search(event.currentTarget.value, PAUSE_MS)}
        />
        {text !== '' && (
          <button
            type="button"
            className="absolute inset-y-0 right-0 grid w-11 place-items-center text-soft hover:text-ink"
            aria-label={t('clearSearch')}
            onClick={() => {
              setText('')
              search('', 0)
              field.current?.focus()
            }}
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        )}
      </form>
    </search>
  )
}
