'use client'

import { Fragment, useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { setSingleKeys, useSingleKeys } from '#components/ui/single-keys.ts'
import type { MessageKey } from '#lib/i18n/translate.ts'

type Line = [keys: string[], words: MessageKey<'picture'>]

const looking: Line[] = [
  [['←', '→'], 'keys.move'],
  [['K', 'J'], 'keys.moveAlways'],
  [['+', '−'], 'keys.zoom'],
  [['0'], 'keys.fit'],
  [['1'], 'keys.actual'],
  [['B'], 'keys.beforeAfter'],
  [['M'], 'keys.raw'],
  [['Esc'], 'keys.back'],
]
const doing: Line[] = [
  [['F'], 'keys.favourite'],
  [['D'], 'keys.download'],
  [['C'], 'keys.copyPicture'],
  [['P'], 'keys.copyPrompt'],
  [['E'], 'keys.continue'],
  [['R'], 'keys.reuse'],
  [['V'], 'keys.vary'],
  [['Delete'], 'keys.delete'],
  [['?'], 'keys.list'],
]

/** Which keys do what on the page of a picture, and whether single letters do anything. */
export function ShortcutsDialog(props: { onClose: () => void }) {
  const t = useTranslate('picture')
  const id = useId()
  const singleKeys = useSingleKeys()
  return (
    <Dialog title={t('keys.title')} onClose={props.onClose} widthRem={44}>
      <div className="grid gap-x-10 gap-y-6 p-5 sm:grid-cols-2">
        <KeyList title={t('keys.view')} lines={looking} />
        <KeyList title={t('keys.work')} lines={doing} />
        <div className="border-t border-line pt-4 sm:col-span-2">
          <label className="flex items-center gap-3 text-sm">
            <input
              type="checkbox"
              className="size-5"
              checked={singleKeys}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setSingleKeys(event.target.checked)}
            />
            {t('keys.single')}
          </label>
          <p id={`${id}-hint`} className="mt-1 pl-8 text-xs text-soft">
            {t('keys.singleHint')}
          </p>
        </div>
      </div>
    </Dialog>
  )
}

function KeyList(props: { title: string; lines: Line[] }) {
  const t = useTranslate('picture')
  return (
    <section>
      <h3 className="text-xs text-soft">{props.title}</h3>
      <dl className="mt-1 divide-y divide-line border-y border-line text-sm">
        {props.lines.map(([keys, words]) => (
          <div key={words} className="flex items-baseline gap-4 py-2">
            <dt className="w-20 shrink-0">
              {keys.map((key) => (
                <Fragment key={key}>
                  <kbd className="mr-1 inline-block min-w-7 rounded-sm border border-edge px-1.5 text-center font-text text-xs">
                    {key}
                  </kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
