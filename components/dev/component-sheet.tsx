'use client'

import { Download, Ellipsis, Heart, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocale } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { ActionMenu } from '#components/ui/action-menu.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { LocalTime } from '#components/ui/local-time.tsx'
import { Seal } from '#components/ui/seal.tsx'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import { showToast } from '#components/ui/toast.ts'
import { ColourSamples } from './colour-samples.tsx'
import { SheetSection } from './sheet-section.tsx'
import { sheetWords } from './sheet-words.ts'

const icon = 'size-4 text-soft'

/** Names of sections are English in both languages: they are for the people who build the site. */
export function ComponentSheet() {
  const words = sheetWords[useLocale()]
  const [quality, setQuality] = useState<'low' | 'high' | 'max'>('high')
  const [dialogOpen, setDialogOpen] = useState(false)
  return (
    <main className="mx-auto max-w-4xl px-4 py-8">
      <h1 className="page-title mb-6">{words.title}</h1>
      <SheetSection name="Colours">
        <ColourSamples />
      </SheetSection>
      <SheetSection name="Type">
        <div className="space-y-2">
          <p className="font-title text-3xl font-semibold">{words.picture}</p>
          <p className="font-title text-xl font-semibold">{words.picture}</p>
          <p className="max-w-prose text-lg">{words.paragraph}</p>
          <p className="max-w-prose">{words.paragraph}</p>
          <p className="max-w-prose text-sm text-soft">{words.paragraph}</p>
          <p className="numerals text-xs text-soft">1,024 × 1,536 · 53 · ¥0.38</p>
        </div>
      </SheetSection>
      <SheetSection name="Buttons">
        {['button-seal', 'button-plain', 'button-quiet'].map((kind) => (
          <button key={kind} type="button" className={`button ${kind}`}>
            {words.paint}
          </button>
        ))}
        {['button-seal', 'button-plain', 'button-quiet'].map((kind) => (
          <button key={kind} type="button" className={`button button-small ${kind}`}>
            {words.paint}
          </button>
        ))}
        <button type="button" className="button button-plain">
          <Heart aria-hidden="true" className="size-4" />
          {words.favourite}
        </button>
        <button type="button" disabled className="button button-seal">
          {words.paint}
        </button>
        <a href="#top" className="link self-center">
          {words.favourite}
        </a>
      </SheetSection>
      <SheetSection name="Fields">
        <label className="block w-64 text-sm font-medium">
          <span className="mb-1.5 block">{words.email}</span>
          <input className="field font-normal" type="email" defaultValue="lin@example.com" />
        </label>
        <label className="block w-64 text-sm font-medium">
          <span className="mb-1.5 block">{words.email}</span>
          <input
            className="field font-normal"
            type="email"
            placeholder="name@example.com"
            aria-invalid="true"
          />
        </label>
        <label className="block w-64 text-sm font-medium">
          <span className="mb-1.5 block">{words.model}</span>
          <select className="field font-normal">
            <option>GPT Image 2.6 Flare</option>
          </select>
        </label>
      </SheetSection>
      <SheetSection name="Choices">
        <ChoiceField
          legend={words.quality}
          hint={words.hint}
          options={[
            { value: 'low', label: words.low },
            { value: 'high', label: words.high },
            { value: 'max', label: words.max },
          ]}
          value={quality}
          onChange={setQuality}
        />
      </SheetSection>
      <SheetSection name="Notices">
        <ErrorNotice error={new ApiError('insufficient_credits', { params: { missing: 120 } })} />
        <ErrorNotice error={new ApiError('internal', { requestId: 'req_7f3a' })} />
      </SheetSection>
      <SheetSection name="Picture, seal and time">
        <StoredPicture src="/landing/stems-320.webp" alt="" width={120} height={180} />
        <Seal className="h-20 w-auto" />
        <LocalTime iso="2026-11-22T08:05:00Z" format="long" />
        <span className="relative block w-40 pb-2">
          {words.painting}
          <span className="brush-stroke" aria-hidden="true" />
        </span>
      </SheetSection>
      <SheetSection name="Over the page">
        <button type="button" className="button button-plain" onClick={() => setDialogOpen(true)}>
          {words.openDialog}
        </button>
        <ActionMenu
          label={words.more}
          className="button button-plain px-3"
          groups={[
            [
              { label: words.favourite, icon: <Heart aria-hidden="true" className={icon} /> },
              { label: words.download, icon: <Download aria-hidden="true" className={icon} /> },
            ],
            [{ label: words.remove, icon: <Trash2 aria-hidden="true" className={icon} /> }],
          ]}
        >
          <Ellipsis aria-hidden="true" className="size-5" />
        </ActionMenu>
        <button
          type="button"
          className="button button-plain"
          onClick={() =>
            // Minutes, so that it is still there when the test takes its picture.
            showToast({
              text: words.removed,
              action: { label: words.undo, onAction: () => {} },
              timeoutMs: 600_000,
            })
          }
        >
          {words.showToast}
        </button>
      </SheetSection>
      {dialogOpen && (
        <Dialog title={words.dialogTitle} onClose={() => setDialogOpen(false)}>
          <div className="space-y-4 p-5">
            <p>{words.paragraph}</p>
            <button type="button" className="button button-seal w-full">
              {words.paint}
            </button>
          </div>
        </Dialog>
      )}
    </main>
  )
}
