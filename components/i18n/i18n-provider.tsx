'use client'

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { keepPreference } from '#components/ui/cookie.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { Namespace } from '#lib/i18n/messages.ts'
import { type CompiledMessages, type Translate, translateWith } from '#lib/i18n/translate.ts'
import { timeZoneCookie } from './time-zone.ts'

interface I18n {
  locale: Locale
  messages: CompiledMessages
  timeZone: string
}

const I18nContext = createContext<I18n | null>(null)

/**
 * Hands language, messages and time zone to client components; a provider inside another adds its namespaces.
 * The first drawing uses the zone the server knew, so that it matches the HTML; then the browser's own, unless the user chose one.
 */
export function I18nProvider(props: {
  locale: Locale
  messages: CompiledMessages
  timeZone?: string
  /** Whether `timeZone` is the user's choice, which holds wherever the browser is. */
  timeZoneChosen?: boolean
  children: ReactNode
}) {
  const outer = useContext(I18nContext)
  const [browserZone, setBrowserZone] = useState<string | null>(null)
  const messages = useMemo(
    () => ({ ...outer?.messages, ...props.messages }),
    [outer?.messages, props.messages],
  )
  useEffect(() => {
    if (props.timeZone === undefined || props.timeZoneChosen) return
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (own === props.timeZone) return
    setBrowserZone(own)
    // The cookie lets the next page come from the server in the right zone.
    keepPreference(timeZoneCookie, own)
  }, [props.timeZone, props.timeZoneChosen])
  const known = props.timeZone ?? outer?.timeZone ?? 'UTC'
  const zone = props.timeZone === undefined || props.timeZoneChosen ? known : (browserZone ?? known)
  const value = useMemo(
    () => ({ locale: props.locale, messages, timeZone: zone }),
    [props.locale, messages, zone],
  )
  return <I18nContext value={value}>{props.children}</I18nContext>
}

function useI18n(): I18n {
  const value = useContext(I18nContext)
  if (!value) throw new Error('I18nProvider is missing above this component')
  return value
}

export function useLocale(): Locale {
  return useI18n().locale
}

export function useTimeZone(): string {
  return useI18n().timeZone
}

export function useTranslate<N extends Namespace>(namespace: N): Translate<N> {
  const { messages, locale } = useI18n()
  return useMemo(() => translateWith(messages, locale, namespace), [messages, locale, namespace])
}
