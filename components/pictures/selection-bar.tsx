'use client'

import { ArchiveRestore, CheckCheck, Download, FolderInput, Heart, ImagePlus, Trash2, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'

interface SelectionBarProps {
  count: number
  total: number
  inBin: boolean
  /** All of the selected are favourites. */
  favourite: boolean
  busy: boolean
  onAll: () => void
  onClear: () => void
  onZip: () => void
  /** Undefined where they are too many to work from. */
  onUse: (() => void) | undefined
  onFavourite: () => void
  onMove: () => void
  onDelete: () => void
  onRestore: () => void
  onPurge: () => void
}

/** What can be done with what is selected. Stands where the title stood, so that nothing moves and toasts at the page's foot stay in reach. */
export function SelectionBar(props: SelectionBarProps) {
  const t = useTranslate('library')
  const { count, total, inBin } = props
  const bar = useRef<HTMLElement>(null)
  // The picture that one was at.
  useFocusHeir(bar, () => document.querySelector('main [data-picture]:not([tabindex])'))
  return (
    <section
      ref={bar}
      aria-label={t('selection')}
      className="appear -mx-3 flex min-h-11 flex-wrap items-center sm:mx-0 sm:gap-x-1"
    >
      <BarButton label={t('clearSelection')} onClick={props.onClear} bare>
        <X aria-hidden="true" className="size-5" />
      </BarButton>
      <p className="numerals mr-auto font-medium">
        <span className="max-sm:sr-only">{t('selected', { count })}</span>
        {/* A phone has room for the tools or for the words. */}
        <span aria-hidden="true" className="sm:hidden">
          {count}
        </span>
      </p>
      {count < total && (
        <button
          type="button"
          className="button button-quiet min-w-11 max-sm:px-0"
          aria-label={t('selectAll', { count: total })}
          onClick={props.onAll}
        >
          <CheckCheck aria-hidden="true" className="size-5" />
          <span className="max-sm:hidden">{t('selectAll', { count: total })}</span>
        </button>
      )}
      <div className="flex items-center sm:gap-1" aria-busy={props.busy}>
        {inBin ? (
          <>
            <BarButton label={t('restore')} onClick={props.onRestore} disabled={count === 0}>
              <ArchiveRestore aria-hidden="true" className="size-5" />
            </BarButton>
            <BarButton label={t('purge')} onClick={props.onPurge} disabled={count === 0}>
              <Trash2 aria-hidden="true" className="size-5" />
            </BarButton>
          </>
        ) : (
          <>
            <BarButton label={t('zip')} onClick={props.onZip} disabled={count === 0}>
              <Download aria-hidden="true" className="size-5" />
            </BarButton>
            <BarButton
              label={t('use', { count })}
              onClick={() => props.onUse?.()}
              disabled={count === 0 || props.onUse === undefined}
            >
              <ImagePlus aria-hidden="true" className="size-5" />
            </BarButton>
            <BarButton
              label={props.favourite ? t('unfavourite') : t('favourite')}
              onClick={props.onFavourite}
              disabled={count === 0}
            >
              <Heart aria-hidden="true" className={`size-5 ${props.favourite ? 'fill-current' : ''}`} />
            </BarButton>
            <BarButton label={t('move')} onClick={props.onMove} disabled={count === 0}>
              <FolderInput aria-hidden="true" className="size-5" />
            </BarButton>
            <BarButton label={t('delete')} onClick={props.onDelete} disabled={count === 0}>
              <Trash2 aria-hidden="true" className="size-5" />
            </BarButton>
          </>
        )}
      </div>
    </section>
  )
}

/** Its words stand beside the icon where there is room, else they are its name. */
function BarButton(props: {
  label: string
  onClick: () => void
  disabled?: boolean
  bare?: boolean
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className="button button-quiet min-w-11 text-ink disabled:opacity-40 max-sm:px-0"
      aria-label={props.label}
      title={props.bare ? props.label : undefined}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
      {!props.bare && <span className="hidden lg:inline">{props.label}</span>}
    </button>
  )
}
