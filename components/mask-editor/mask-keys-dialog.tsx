'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { setSingleKeys, useSingleKeys } from '#components/ui/single-keys.ts'
import type { MessageKey } from '#lib/i18n/translate.ts'

type Line = [keys: string[], words: MessageKey<'maskEditor'>]

const painting: Line[] = [
  [['B', 'E'], 'keys.brushes'],
  [['R', 'L'], 'keys.shapes'],
  [['X'], 'keys.swap'],
  [['[', ']'], 'keys.size'],
  [['{', '}'], 'keys.hardness'],
  [['Shift'], 'keys.line'],
  [['Alt'], 'keys.opposite'],
  [['I'], 'keys.invert'],
  [['Delete'], 'keys.clear'],
]
const looking: Line[] = [
  [['+', '−'], 'keys.zoom'],
  [['0', '1'], 'keys.fit'],
  [['H'], 'keys.hide'],
  [['?'], 'keys.list'],
]
const crossing: Line[] = [
  [['←', '→'], 'keys.move'],
  [['Shift', '←'], 'keys.moveFar'],
  [['Space'], 'keys.paint'],
  [['Enter'], 'keys.hold'],
  [['Esc'], 'keys.cancel'],
]

/** Which keys do what, and whether single letters do anything. */
export function MaskKeysDialog(props: { onClose: () => void }) {
  const t = useTranslate('maskEditor')
  const singleKeys = useSingleKeys()
  const modifier = /mac|iphone|ipad/i.test(navigator.platform) ? '⌘' : 'Ctrl'
  const stepping: Line[] = [
    [[modifier, 'Z'], 'undo'],
    [[modifier, 'Shift', 'Z'], 'redo'],
  ]
  return (
    <Dialog title={t('keys.title')} onClose={props.onClose} widthRem={44}>
      <div className="grid gap-x-10 gap-y-6 p-5 sm:grid-cols-2">
        <KeyList title={t('keys.painting')} lines={painting} />
        <div className="space-y-6">
          <KeyList title={t('keys.stepping')} lines={stepping} />
          <KeyList title={t('keys.looking')} lines={looking} />
          <p className="text-xs text-soft">{t('keys.pan')}</p>
        </div>
        <KeyList title={t('keys.crossing')} lines={crossing} />
        <label className="flex items-center gap-3 self-end border-t border-line pt-4 text-sm">
          <input
            type="checkbox"
            className="size-5"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.target.checked)}
          />
          {t('keys.single')}
        </label>
      </div>
    </Dialog>
  )
}

function KeyList(props: { title: string; lines: Line[] }) {
  const t = useTranslate('maskEditor')
  return (
    <section>
      <h3 className="text-xs text-soft">{props.title}</h3>
      <dl className="mt-1 divide-y divide-line border-y border-line text-sm">
        {props.lines.map(([keys, words]) => (
          <div key={words} className="flex items-baseline gap-4 py-1.5">
            <dt className="w-32 shrink-0">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="mr-1 inline-block min-w-7 rounded-sm border border-edge px-1.5 text-center font-text text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
