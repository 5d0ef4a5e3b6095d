import { type ComponentType, type RefObject, useCallback, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { showToast } from '#components/ui/toast.ts'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm } from './studio-form.ts'
import type { Overwrite } from './use-overwrite.ts'
import type { ComparisonKey } from './use-submit-comparison.ts'

/** All that any of the studio's dialogs needs; each takes its part of it. */
export interface StudioDialogProps {
  userId: string
  form: StudioForm
  facts: StudioFacts
  comparisonKey: RefObject<ComparisonKey | null>
  onClose: () => void
  onOverwrite: Overwrite
  onChoose: (model: string) => void
  onAccepted: (count: number) => void
  onPromptMissing: () => void
}

type Load = () => Promise<ComponentType<StudioDialogProps>>

const loaders = {
  models: () => import('./model-dialog.tsx').then((part) => part.ModelDialog),
  presets: () => import('./presets-dialog.tsx').then((part) => part.PresetsDialog),
  compare: () => import('./compare-dialog.tsx').then((part) => part.CompareDialog),
  shortcuts: () => import('./shortcuts-dialog.tsx').then((part) => part.ShortcutsDialog),
} satisfies Record<string, Load>

export type StudioDialog = keyof typeof loaders

/** One dialog at a time, loaded when it is first opened. When it cannot be had a toast says so, and the next click tries again. */
export function useStudioDialog() {
  const t = useTranslate('common')
  const [Part, setPart] = useState<ComponentType<StudioDialogProps> | null>(null)
  const open = useCallback(
    (name: StudioDialog) => {
      const load: Load = loaders[name]
      load().then(
        (part) => setPart(() => part),
        () => showToast({ text: t('partNotLoaded') }),
      )
    },
    [t],
  )
  const close = useCallback(() => setPart(null), [])
  return { Part, open, close }
}
