'use client'

import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { usePresets } from '#components/queries/use-kept.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import type { PresetSettings, PresetView } from '#lib/presets/view.ts'
import { KeptList } from './kept-list.tsx'
import { PresetRow } from './preset-row.tsx'
import { type Said, SaidLine } from './said-line.tsx'
import type { StudioFacts } from './studio-facts.ts'
import { type StudioForm, settingsOf, soundForm } from './studio-form.ts'
import type { Overwrite } from './use-overwrite.ts'

/** All settings but the prompt, under names: saved, used again, renamed, overwritten, deleted. */
export function PresetsDialog(props: {
  form: StudioForm
  facts: StudioFacts
  onClose: () => void
  onOverwrite: Overwrite
}) {
  const t = useTranslate('studioTools')
  const id = useId()
  const { query, presets, create, change, remove } = usePresets()
  const [name, setName] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const settings = settingsOf(props.form)
  const { model, n, params } = settings
  const same = presets.find((preset) => preset.name === name.trim())

  /** What is being done, by name: the same again is a double click. */
  const running = useRef(new Set<string>())
  async function run(what: string, action: () => Promise<unknown>): Promise<boolean> {
    if (running.current.has(what)) return false
    running.current.add(what)
    setError(null)
    setSaid(null)
    try {
      await action()
      return true
    } catch (failure) {
      setError(failure)
      return false
    } finally {
      running.current.delete(what)
    }
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const given = name.trim()
    if (given === '') return
    if (same) return overwrite(same)
    if (!(await run('create', () => create({ name: given, settings })))) return
    setName('')
    setSaid({ text: t('presets.saved', { name: given }) })
  }

  async function overwrite(preset: PresetView): Promise<void> {
    if (!(await run(`change ${preset.id}`, () => change(preset.id, { settings })))) return
    setName('')
    const before = preset.settings
    setSaid({
      text: t('presets.overwritten', { name: preset.name }),
      ...(before && {
        undo: () => void run(`change ${preset.id}`, () => change(preset.id, { settings: before })),
      }),
    })
  }

  async function removeWithUndo(preset: PresetView): Promise<void> {
    if (!(await run(`remove ${preset.id}`, () => remove(preset.id)))) return
    const { settings: kept, ...rest } = preset
    setSaid({
      text: t('presets.removed', { name: preset.name }),
      ...(kept && { undo: () => void run('create', () => create({ ...rest, settings: kept })) }),
    })
  }

  function apply(preset: PresetView, its: PresetSettings): void {
    props.onOverwrite(
      (before) => soundForm({ ...before, ...its }),
      t('presets.applied', { name: preset.name }),
    )
    props.onClose()
  }

  return (
    <Dialog title={t('presets.title')} onClose={props.onClose} widthRem={38}>
      <form onSubmit={(event) => void save(event)} className="border-b border-line px-5 py-4">
        <label htmlFor={id} className="mb-1 block text-sm font-medium">
          {t('presets.name')}
        </label>
        <div className="flex gap-2">
          <input
            id={id}
            className="field min-w-0 flex-1"
            value={name}
            maxLength={60}
            autoComplete="off"
            dir="auto"
            placeholder={t('presets.namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button button-plain shrink-0">
            {t(same ? 'presets.overwrite' : 'presets.save')}
          </button>
        </div>
        <p className="numerals mt-2 text-xs text-soft">
          {t('presets.current', {
            model: modelName(model),
            size: sizeText(params.size),
            count: n,
          })}
        </p>
        {error !== null && (
          <div className="mt-3">
            <ErrorNotice error={error} showProblems />
          </div>
        )}
        <SaidLine said={said} />
      </form>
      <KeptList
        query={query}
        items={presets}
        empty={t('presets.empty')}
        row={(preset) => (
          <PresetRow
            key={preset.id}
            preset={preset}
            markupBps={props.facts.markupBps}
            onApply={(its) => apply(preset, its)}
            onRename={(next) => run(`rename ${preset.id}`, () => change(preset.id, { name: next }))}
            onOverwrite={() => void overwrite(preset)}
            onRemove={() => void removeWithUndo(preset)}
          />
        )}
      />
    </Dialog>
  )
}
