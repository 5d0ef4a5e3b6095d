'use client'

import { useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'

/** Masks from and for other programs. */
export function MaskFiles(props: {
  onImport: (file: File) => void
  onExport: (kind: 'encode' | 'blackAndWhite') => void
  onShowKeys: () => void
}) {
  const t = useTranslate('maskEditor')
  const input = useRef<HTMLInputElement>(null)
  const small = 'button button-quiet button-small w-full justify-start text-left'
  return (
    <>
      <fieldset className="-mx-2.5">
        <legend className="mb-1 ml-2.5 text-sm font-medium">{t('files.legend')}</legend>
        <button type="button" className={small} onClick={() => input.current?.click()}>
          {t('files.import')}
        </button>
        <input
          ref={input}
          type="file"
          accept="image/png,image/webp,image/jpeg,image/gif,image/avif"
          hidden
          aria-label={t('files.import')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            // The same file may be chosen again.
            event.target.value = ''
            if (file) props.onImport(file)
          }}
        />
        <button type="button" className={small} onClick={() => props.onExport('encode')}>
          {t('files.export')}
        </button>
        <button type="button" className={small} onClick={() => props.onExport('blackAndWhite')}>
          {t('files.exportBlackAndWhite')}
        </button>
      </fieldset>
      <button type="button" className={`${small} -ml-2.5 max-sm:hidden`} onClick={props.onShowKeys}>
        {t('keys.title')}
      </button>
    </>
  )
}
