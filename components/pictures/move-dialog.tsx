'use client'

import { Folder, FolderMinus } from 'lucide-react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { FolderView } from '#lib/library/view.ts'
import { FolderForm } from './folder-form.tsx'
import { useFolderCalls } from './use-folders.ts'

/** Where some pictures should go: a folder, a new one, or none. */
export function MoveDialog(props: {
  count: number
  folders: readonly FolderView[]
  /** Null: out of any folder. */
  onMove: (folder: FolderView | null) => void
  onClose: () => void
}) {
  const t = useTranslate('library')
  const calls = useFolderCalls()
  const { folders, onMove, onClose } = props
  const choice = 'flex min-h-11 w-full items-center gap-3 px-5 text-left hover:bg-wash pointer-fine:min-h-10'
  return (
    <Dialog title={t('moveTitle', { count: props.count })} onClose={onClose}>
      <ul className="max-h-72 overflow-y-auto py-2">
        {folders.map((folder) => (
          <li key={folder.id}>
            <button type="button" className={choice} onClick={() => onMove(folder)}>
              <Folder aria-hidden="true" className="size-4 shrink-0 text-soft" />
              <span className="min-w-0 flex-1 truncate">{folder.name}</span>
              <span className="numerals text-sm text-soft">{t('count', { count: folder.count })}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className={choice} onClick={() => onMove(null)}>
            <FolderMinus aria-hidden="true" className="size-4 shrink-0 text-soft" />
            {t('noFolder')}
          </button>
        </li>
      </ul>
      <section className="border-t border-line p-5">
        <h3 className="mb-3 text-sm font-semibold">{t('newFolder')}</h3>
        <FolderForm action={t('createAndMove')} onSave={async (name) => onMove(await calls.create(name))} />
      </section>
    </Dialog>
  )
}
