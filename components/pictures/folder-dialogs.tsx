'use client'

import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { showToast } from '#components/ui/toast.ts'
import type { FolderView } from '#lib/library/view.ts'
import { FolderForm } from './folder-form.tsx'
import { useFolderCalls } from './use-folders.ts'

export type FolderTask =
  | { kind: 'create' }
  | { kind: 'rename'; folder: FolderView }
  | { kind: 'delete'; folder: FolderView }

/** Asks for what a task with folders still needs. */
export function FolderDialog(props: {
  task: FolderTask
  onClose: () => void
  onCreated: (folder: FolderView) => void
  onDeleted: (folder: FolderView) => void
}) {
  const t = useTranslate('library')
  const calls = useFolderCalls()
  const { task, onClose } = props
  if (task.kind === 'delete') return <DeleteFolder {...props} folder={task.folder} />
  const isNew = task.kind === 'create'
  return (
    <Dialog title={isNew ? t('newFolder') : t('rename')} onClose={onClose}>
      <div className="p-5">
        <FolderForm
          name={isNew ? '' : task.folder.name}
          action={isNew ? t('create') : t('save')}
          onSave={async (name) => {
            if (isNew) props.onCreated(await calls.create(name))
            else await calls.rename(task.folder.id, name)
            onClose()
          }}
        />
      </div>
    </Dialog>
  )
}

function DeleteFolder(props: {
  folder: FolderView
  onClose: () => void
  onDeleted: (folder: FolderView) => void
}) {
  const t = useTranslate('library')
  const calls = useFolderCalls()
  const [error, setError] = useState<unknown>(null)
  const { folder, onClose } = props
  return (
    <Dialog title={t('deleteFolder')} onClose={onClose}>
      <div className="space-y-4 p-5">
        <p>{t('deleteFolderText', { name: folder.name, count: folder.count })}</p>
        {error !== null && <ErrorNotice error={error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <button type="button" className="button button-plain" onClick={onClose}>
            {t('purgeKeep')}
          </button>
          <button
            type="button"
            className="button button-seal"
            onClick={async () => {
              try {
                await calls.remove(folder.id)
                onClose()
                props.onDeleted(folder)
                showToast({ text: t('folderGone', { name: folder.name }) })
              } catch (failure) {
                setError(failure)
              }
            }}
          >
            {t('deleteFolder')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
