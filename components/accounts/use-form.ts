'use client'

import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { errorSentence, problemSentence } from '#components/ui/error-sentence.ts'
import type { Problem } from '#lib/http/app-error.ts'

export interface Form {
  /** To be spread on the `<form>`. */
  props: {
    ref: RefObject<HTMLFormElement | null>
    method: 'post'
    noValidate: true
    onSubmit: (event: FormEvent<HTMLFormElement>) => void
  }
  busy: boolean
  /** What is wrong with one field, in words. */
  problemAt: (field: string) => string | null
  /** What went wrong with no field of this form, for an ErrorNotice above them; else null. */
  error: unknown
  /** Says what a failure of somewhere else, such as a second button, was. */
  fail: (error: unknown) => void
}

/**
 * One form of the account pages: sends once, however often it is pressed, tells problems at their fields and puts the focus on
 * the first. Fields that are `required` are asked for here; every other rule is the server's.
 * @param send gets the fields; what it throws is told. `'leaving'` keeps the form busy until the next page is there.
 * @param fieldOf the field at which an error is told that is about one, by its code
 */
export function useForm(
  send: (fields: FormData) => Promise<'leaving' | undefined>,
  fieldOf: { [code: string]: string } = {},
): Form {
  const tErrors = useTranslate('errors')
  const tProblems = useTranslate('problems')
  const ref = useRef<HTMLFormElement>(null)
  const sending = useRef(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  function stop(): void {
    sending.current = false
    setBusy(false)
  }

  async function submit(form: HTMLFormElement): Promise<void> {
    if (sending.current) return
    sending.current = true
    setBusy(true)
    setError(null)
    try {
      const empty = emptyFields(form)
      if (empty.length > 0) throw new ApiError('invalid_request', { problems: empty })
      if ((await send(new FormData(form))) === 'leaving') return
    } catch (caught) {
      setError(caught)
    }
    stop()
  }

  useEffect(() => {
    if (error !== null) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])

  useEffect(() => {
    // Somebody who comes back to this page finds it as they left it: waiting for the next one.
    const returned = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      sending.current = false
      setBusy(false)
    }
    window.addEventListener('pageshow', returned)
    return () => window.removeEventListener('pageshow', returned)
  }, [])

  const problems = (error instanceof ApiError && error.details.problems) || []
  const errorField = error instanceof ApiError ? fieldOf[error.code] : undefined
  const told =
    errorField !== undefined || problems.some(({ field }) => ref.current?.elements.namedItem(field))
  return {
    props: {
      ref,
      method: 'post',
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault()
        void submit(event.currentTarget)
      },
    },
    busy,
    problemAt(field) {
      if (field === errorField) return errorSentence(tErrors, error)
      const problem = problems.find((each) => each.field === field)
      return problem ? problemSentence(tProblems, problem) : null
    },
    error: told ? null : error,
    fail: setError,
  }
}

function emptyFields(form: HTMLFormElement): Problem[] {
  return [...form.elements].flatMap((element) =>
    element instanceof HTMLInputElement && element.validity.valueMissing
      ? [{ field: element.name, code: 'required' }]
      : [],
  )
}

/** One field as it was sent; a missing one is empty. */
export function fieldText(fields: FormData, name: string): string {
  const value = fields.get(name)
  return typeof value === 'string' ? value : ''
}
