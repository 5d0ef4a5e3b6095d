'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { setSingleKeys, useSingleKeys } from '#components/ui/single-keys.ts'
import { type Shortcut, shortcutKeys } from './shortcut-keys.ts'

const order: readonly Shortcut[] = ['prompt', 'models', 'compare', 'presets', 'list']

/** Every shortcut of the studio with the names its keys have here, and the switch for those of one letter. */
export function ShortcutsDialog(props: { onClose: () => void }) {
  const t = useTranslate('studioTools')
  const isOn = useSingleKeys()
  const isApple = /mac|iphone|ipad/i.test(navigator.platform)
  const rows: [readonly string[], string][] = [
    [[isApple ? '⌘' : 'Ctrl', isApple ? '↩' : 'Enter'], t('shortcuts.paint')],
    [['↑'], t('shortcuts.older')],
    [['↓'], t('shortcuts.newer')],
    ...order.map((name): [readonly string[], string] => [
      [shortcutKeys[name].toUpperCase()],
      t(`shortcuts.${name}`),
    ]),
  ]
  return (
    <Dialog title={t('shortcuts.title')} onClose={props.onClose}>
      <dl className="divide-y divide-line px-5">
        {rows.map(([keys, what], index) => (
          <div
            key={what}
            className={`flex items-center justify-between gap-6 py-2.5 text-sm ${index > 2 && !isOn ? 'text-soft line-through' : ''}`}
          >
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-8 rounded-sm border border-edge bg-paper px-2 py-0.5 text-center font-text text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="flex min-h-12 items-center gap-3 border-t border-line px-5 py-3 text-sm">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => setSingleKeys(event.target.checked)}
          className="size-5"
        />
        {t('shortcuts.switch')}
      </label>
    </Dialog>
  )
}
