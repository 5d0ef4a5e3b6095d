'use client'

import { Pencil, Replace, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import type { PresetSettings, PresetView } from '#lib/presets/view.ts'
import { KeptRow } from './kept-list.tsx'
import { priceOf } from './price-of.ts'
import { emptyForm, soundForm } from './studio-form.ts'

/** One preset: a click uses it; beside it what else can be done with it. */
export function PresetRow(props: {
  preset: PresetView
  markupBps: number
  onApply: (settings: PresetSettings) => void
  /** @returns whether it has the new name now */
  onRename: (name: string) => Promise<boolean>
  onOverwrite: () => void
  onRemove: () => void
}) {
  const t = useTranslate('studioTools')
  const { preset, markupBps, onApply } = props
  const { settings } = preset
  const [isRenaming, setIsRenaming] = useState(false)
  const renameButton = useRef<HTMLButtonElement>(null)
  const wasRenaming = useRef(false)
  useEffect(() => {
    if (wasRenaming.current && !isRenaming) renameButton.current?.focus()
    wasRenaming.current = isRenaming
  }, [isRenaming])

  if (isRenaming) {
    return (
      <RenameForm
        name={preset.name}
        onRename={async (name) => {
          if (name === preset.name || (await props.onRename(name))) setIsRenaming(false)
        }}
      />
    )
  }
  return (
    <KeptRow className="flex flex-wrap items-stretch sm:flex-nowrap">
      {settings ? (
        <button
          type="button"
          className="min-w-0 flex-1 basis-full px-5 py-3 text-left max-sm:pb-1 hover:bg-wash focus-visible:-outline-offset-2 sm:basis-auto"
          onClick={() => onApply(settings)}
        >
          <PresetName name={preset.name} />
          <span className="numerals block text-xs text-soft">
            <SettingsText settings={settings} markupBps={markupBps} />
          </span>
        </button>
      ) : (
        <div className="min-w-0 flex-1 basis-full px-5 py-3 max-sm:pb-1 sm:basis-auto">
          <PresetName name={preset.name} />
          <span className="block text-xs text-cinnabar-text">{t('presets.unreadable')}</span>
        </div>
      )}
      <div className="ml-auto flex items-center pr-2 pl-3">
        <RowButton
          buttonRef={renameButton}
          label={t('presets.renameNamed', { name: preset.name })}
          onClick={() => setIsRenaming(true)}
        >
          <Pencil aria-hidden="true" className="size-4" />
        </RowButton>
        <RowButton label={t('presets.overwriteNamed', { name: preset.name })} onClick={props.onOverwrite}>
          <Replace aria-hidden="true" className="size-4" />
        </RowButton>
        <RowButton label={t('presets.removeNamed', { name: preset.name })} onClick={props.onRemove}>
          <Trash2 aria-hidden="true" className="size-4" />
        </RowButton>
      </div>
    </KeptRow>
  )
}

function PresetName({ name }: { name: string }) {
  return (
    <span className="block truncate font-medium" dir="auto">
      {name}
    </span>
  )
}

/** What it would set, and what that costs today. */
function SettingsText(props: { settings: PresetSettings; markupBps: number }) {
  const tChoices = useTranslate('choices')
  const tCommon = useTranslate('common')
  const form = soundForm({ ...emptyForm(), ...props.settings })
  const price = priceOf(form, props.markupBps)
  return (
    [
      modelName(form.model),
      sizeText(form.params.size),
      tChoices(`quality.${form.params.quality}`),
      form.n > 1 && `× ${form.n}`,
      price !== null && tCommon('credits', { count: price * form.n }),
    ]
      .filter((part) => part !== false)
      // A line breaks between two settings, never inside one.
      .map((part) => part.replaceAll(' ', '\u00a0'))
      .join('\u00a0· ')
  )
}

function RowButton(props: {
  label: string
  buttonRef?: Ref<HTMLButtonElement>
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      ref={props.buttonRef}
      type="button"
      className="button button-quiet px-3"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  )
}

function RenameForm(props: { name: string; onRename: (name: string) => Promise<void> }) {
  const t = useTranslate('studioTools')
  const [name, setName] = useState(props.name)
  const field = useRef<HTMLInputElement>(null)
  // The button that was pressed has just made way for it.
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <li className="px-5 py-3">
      <form
        className="flex gap-2"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (name.trim() !== '') void props.onRename(name.trim())
        }}
      >
        <input
          ref={field}
          className="field min-w-0 flex-1"
          aria-label={t('presets.newName', { name: props.name })}
          value={name}
          maxLength={60}
          dir="auto"
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button button-plain">
          {t('presets.rename')}
        </button>
      </form>
    </li>
  )
}
