'use client'

import { Check, Download } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { languageTags } from '#lib/i18n/locales.ts'
import { downloadZip, type ZipPart } from './download-zip.ts'

/** The ZIPs that many pictures make, to be fetched one after the other; of a single one, why it did not come. */
export function ZipDialog(props: { parts: readonly ZipPart[]; error: unknown; onClose: () => void }) {
  const t = useTranslate('library')
  const number = new Intl.NumberFormat(languageTags[useLocale()])
  const { parts } = props
  const [error, setError] = useState<unknown>(props.error)
  const [asking, setAsking] = useState<number | null>(null)
  const [begun, setBegun] = useState<ReadonlySet<number>>(new Set())
  const count = parts.reduce((sum, { ids }) => sum + ids.length, 0)
  const isOne = parts.length === 1

  async function download(part: ZipPart): Promise<void> {
    if (asking !== null) return
    setAsking(part.number)
    setError(null)
    try {
      await downloadZip(part)
      setBegun((known) => new Set(known).add(part.number))
    } catch (failure) {
      setError(failure)
    }
    setAsking(null)
  }

  return (
    <Dialog title={t('zip')} onClose={props.onClose}>
      <div className="space-y-4 p-5">
        {!isOne && <p>{t('zipParts', { count, parts: parts.length })}</p>}
        {error !== null && <ErrorNotice error={error} />}
        <ol className="divide-y divide-line border-y border-line">
          {parts.map((part) => {
            const isBegun = begun.has(part.number)
            const first = (part.number - 1) * (parts[0]?.ids.length ?? 0) + 1
            const last = first + part.ids.length - 1
            return (
              <li key={part.number} className="flex min-h-14 items-center justify-between gap-4 py-1.5">
                <div className="min-w-0">
                  {!isOne && (
                    <p className="font-medium">{t('zipPart', { number: part.number, of: part.of })}</p>
                  )}
                  <p className="numerals text-sm text-soft">
                    {isOne
                      ? t('count', { count })
                      : t('zipRange', { first: number.format(first), last: number.format(last) })}
                  </p>
                </div>
                <button
                  type="button"
                  className={`button shrink-0 ${isBegun ? 'button-quiet' : 'button-plain'}`}
                  aria-busy={asking === part.number}
                  aria-label={isOne ? undefined : t('zipPartDownload', { number: part.number })}
                  onClick={() => void download(part)}
                >
                  {isBegun ? (
                    <Check aria-hidden="true" className="size-4" />
                  ) : (
                    <Download aria-hidden="true" className="size-4" />
                  )}
                  {isBegun ? t('zipAgain') : t('zipDownload')}
                </button>
              </li>
            )
          })}
        </ol>
        {!isOne && <p className="text-xs text-soft">{t('zipPartsHint')}</p>}
        <p role="status" className="sr-only">
          {begun.size > 0 && asking === null && error === null ? t('zipBegun') : ''}
        </p>
      </div>
    </Dialog>
  )
}
