import { useSearchParams } from 'next/navigation'
import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { checkFile } from '#components/inputs/file-refusal.ts'
import { sendUpload, uploadPath } from '#components/inputs/send-upload.ts'
import { type Coming, createUploadQueue, type Wanted } from '#components/inputs/upload-queue.ts'
import { uploadFromImage } from '#components/queries/use-uploads.ts'
import { INPUTS_MAX } from '#lib/catalog/input-limits.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import type { StudioForm } from './studio-form.ts'

const noItems: readonly Coming[] = []

/** Pictures on their way into the form: files, and pictures of the user's own that were asked for by the address. */
export function useIncoming(
  form: RefObject<StudioForm>,
  onDone: (upload: UploadView, coming: Coming) => void,
) {
  const t = useTranslate('studioInputs')
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  }, [onDone])
  /** In which order those that came were wanted. */
  const [keys] = useState(() => new Map<string, number>())
  const [queue] = useState(() =>
    createUploadQueue((upload, coming) => {
      keys.set(upload.id, coming.key)
      done.current(upload, coming)
    }),
  )
  const items = useSyncExternalStore(queue.subscribe, queue.items, () => noItems)
  const [leftOut, setLeftOut] = useState(0)
  useEffect(() => queue.open(), [queue])

  /** As many as there is room for; how many were left out is told. */
  const add = useCallback(
    (wanted: readonly Wanted[]) => {
      const coming = queue.items().filter(({ state, replaces }) => state !== 'refused' && replaces === null)
      const room = INPUTS_MAX - form.current.inputs.length - coming.length
      const [first] = wanted
      const taken = first?.replaces ? [first] : wanted.slice(0, Math.max(0, room))
      setLeftOut(first?.replaces ? 0 : wanted.length - taken.length)
      queue.add(taken)
    },
    [queue, form],
  )
  const addFiles = useCallback(
    (files: readonly File[], replaces: string | null = null) =>
      add(files.map((file) => wantedFile(file, replaces))),
    [add],
  )
  const addImages = useCallback(
    (imageIds: readonly string[], how: { isTold?: boolean; replaces?: string | null } = {}) =>
      add(imageIds.map((id) => wantedImage(id, t('ownPicture'), how))),
    [add, t],
  )

  const asked = useSearchParams().getAll('use').join()
  useEffect(() => {
    const imageIds = asked.split(',').filter((id) => /^[\da-f-]{36}$/.test(id))
    if (imageIds.length === 0) return
    // Once, not again on a reload.
    history.replaceState(null, '', location.pathname)
    addImages(imageIds, { isTold: true })
  }, [asked, addImages])

  return { items, leftOut, queue, addFiles, addImages, keyOf: (id: string) => keys.get(id) }
}

function wantedFile(file: File, replaces: string | null): Wanted {
  const name = file.name || 'image'
  return {
    name,
    preview: file,
    replaces,
    run: async (onShare, signal) => {
      checkFile(file)
      return sendUpload(uploadPath(name), file, onShare, signal)
    },
  }
}

function wantedImage(
  imageId: string,
  name: string,
  how: { isTold?: boolean; replaces?: string | null },
): Wanted {
  return {
    name,
    preview: `/api/images/${imageId}/file?variant=thumbnail`,
    replaces: how.replaces ?? null,
    isTold: how.isTold,
    run: (onShare, signal) => {
      onShare(1)
      return uploadFromImage(imageId, signal)
    },
  }
}
