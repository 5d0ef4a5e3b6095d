'use client'

import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { continueHref } from '#components/picture/continue-href.ts'
import { fileSizeText } from '#components/ui/file-size-text.ts'
import { showToast } from '#components/ui/toast.ts'
import { INPUTS_MAX } from '#lib/catalog/input-limits.ts'
import type { FolderView } from '#lib/library/view.ts'
import { downloadZip, type ZipPart, zipParts } from './download-zip.ts'
import { MoveDialog } from './move-dialog.tsx'
import { PurgeDialog } from './purge-dialog.tsx'
import { SelectionBar } from './selection-bar.tsx'
import type { PictureChanges } from './use-picture-changes.ts'
import type { Wall } from './wall-data.ts'
import { emptySelection, everything, type Selection } from './wall-selection.ts'

const ZipDialog = lazy(() => import('./zip-dialog.tsx').then((part) => ({ default: part.ZipDialog })))

type Indexes = ReadonlySet<number>

/** How long a selection must stand still before it is told, so that extending it is no chatter. */
const TELL_AFTER_MS = 700

/** What can be done with what is selected: a bar, its dialogs, and the same deeds for the keyboard. `children` puts them in place. */
export function SelectionTools(props: {
  wall: Wall
  view: string
  complete: boolean
  inBin: boolean
  folders: readonly FolderView[]
  selection: Selection
  onSelect: (next: Selection) => void
  selectMode: boolean
  onSelectMode: (on: boolean) => void
  changes: PictureChanges
  children: (tools: {
    /** Null while nothing is selected, nor to be. */
    bar: ReactNode
    favourite: (indexes: Indexes) => void
    remove: (indexes: Indexes) => void
  }) => ReactNode
}) {
  const t = useTranslate('library')
  const locale = useLocale()
  const router = useRouter()
  const { wall, view, inBin, selection, onSelect, onSelectMode, selectMode } = props
  const { run, lookUp, running } = props.changes
  const { chosen } = selection
  const total = wall.ratios.length
  const [dialog, setDialog] = useState<{ kind: 'move' | 'purge'; indexes: Indexes } | null>(null)
  const [zips, setZips] = useState<{ parts: readonly ZipPart[]; error: unknown } | null>(null)

  const finish = useCallback(() => {
    setDialog(null)
    onSelect(emptySelection)
    onSelectMode(false)
  }, [onSelect, onSelectMode])

  const isFavourite = useCallback(
    (indexes: Indexes) => Array.from(indexes).every((index) => wall.pictures[index]?.favourite),
    [wall.pictures],
  )
  const favourite = useCallback(
    (indexes: Indexes) => {
      if (inBin) return
      const wanted = !isFavourite(indexes)
      // One heart is seen to change; many are told, and can be undone.
      const told = indexes.size > 1 || view.includes('favourite')
      const words = wanted ? 'favoured' : 'unfavoured'
      void run(
        { kind: 'favourite', favourite: wanted },
        indexes,
        told ? t(words, { count: indexes.size }) : '',
      )
    },
    [inBin, isFavourite, run, t, view],
  )
  const remove = useCallback(
    (indexes: Indexes) => {
      if (inBin) return setDialog({ kind: 'purge', indexes })
      void run({ kind: 'delete' }, indexes, t('deleted', { count: indexes.size }))
      finish()
    },
    [finish, inBin, run, t],
  )

  async function zip(): Promise<void> {
    const parts = zipParts((await lookUp(chosen)) ?? [])
    const [part] = parts
    if (!part) return
    if (parts.length > 1) return setZips({ parts, error: null })
    try {
      const { count, sizeBytes } = await downloadZip(part)
      showToast({ text: t('zipping', { count, size: fileSizeText(sizeBytes) }) })
      finish()
    } catch (error) {
      setZips({ parts, error })
    }
  }

  async function use(): Promise<void> {
    const ids = await lookUp(chosen)
    if (ids && ids.length > 0) router.push(continueHref(locale, ...ids))
  }

  /** A double click is one ZIP. */
  const isZipping = useRef(false)
  async function zipOnce(): Promise<void> {
    if (isZipping.current) return
    isZipping.current = true
    await zip().finally(() => {
      isZipping.current = false
    })
  }

  const bar =
    chosen.size > 0 || selectMode ? (
      <SelectionBar
        count={chosen.size}
        total={props.complete ? total : 0}
        inBin={inBin}
        favourite={chosen.size > 0 && isFavourite(chosen)}
        busy={running}
        onAll={() => onSelect(everything(total))}
        onClear={finish}
        onZip={() => void zipOnce()}
        onUse={chosen.size > INPUTS_MAX ? undefined : () => void use()}
        onFavourite={() => favourite(chosen)}
        onMove={() => setDialog({ kind: 'move', indexes: chosen })}
        onDelete={() => remove(chosen)}
        onRestore={() => {
          void run({ kind: 'restore' }, chosen, t('restored', { count: chosen.size }))
          finish()
        }}
        onPurge={() => setDialog({ kind: 'purge', indexes: chosen })}
      />
    ) : null

  return (
    <>
      <SelectionTold count={chosen.size} />
      {props.children({ bar, favourite, remove })}
      {dialog?.kind === 'move' && (
        <MoveDialog
          count={dialog.indexes.size}
          folders={props.folders}
          onClose={() => setDialog(null)}
          onMove={(folder) => {
            const count = dialog.indexes.size
            const told = folder ? t('movedTo', { count, folder: folder.name }) : t('movedOut', { count })
            void run({ kind: 'move', folderId: folder?.id ?? null }, dialog.indexes, told)
            finish()
          }}
        />
      )}
      {zips && (
        <Suspense>
          <ZipDialog {...zips} onClose={() => setZips(null)} />
        </Suspense>
      )}
      {dialog?.kind === 'purge' && (
        <PurgeDialog
          count={dialog.indexes.size}
          onClose={() => setDialog(null)}
          onPurge={() => {
            void run({ kind: 'purge' }, dialog.indexes, t('purged', { count: dialog.indexes.size }))
            finish()
          }}
        />
      )}
    </>
  )
}

/** The page's one live region: says how many are selected when that has stood still for a moment. */
function SelectionTold({ count }: { count: number }) {
  const t = useTranslate('library')
  const [told, setTold] = useState(0)
  const [spoken, setSpoken] = useState(false)
  useEffect(() => {
    if (count === told) return
    const timer = setTimeout(() => {
      setTold(count)
      setSpoken(true)
    }, TELL_AFTER_MS)
    return () => clearTimeout(timer)
  }, [count, told])
  return (
    <p role="status" className="sr-only">
      {spoken ? t('announceSelected', { count: told }) : ''}
    </p>
  )
}
