'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { TextField, type TextFieldProps } from './text-field.tsx'

/** A password, which can be looked at while it is typed. */
export function PasswordField(
  props: Omit<TextFieldProps, 'type' | 'end' | 'className' | 'autoComplete'> & {
    autoComplete: 'current-password' | 'new-password'
  },
) {
  const t = useTranslate('accounts')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <TextField
      {...props}
      // What is wrong with a new one says the same again, and in its place.
      hint={props.error && props.autoComplete === 'new-password' ? undefined : props.hint}
      type={shown ? 'text' : 'password'}
      className="pr-12"
      // A phone would begin it with a capital letter and mend its spelling.
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      end={
        <button
          type="button"
          aria-pressed={shown}
          className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-sm text-soft hover:text-ink focus-visible:-outline-offset-4"
          onClick={() => setShown(!shown)}
        >
          <Icon aria-hidden="true" className="size-5" />
          <span className="sr-only">{t('showPassword')}</span>
        </button>
      }
    />
  )
}
