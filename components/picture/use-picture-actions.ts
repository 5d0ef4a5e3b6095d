import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { libraryKeys } from '#components/pictures/library-keys.ts'
import { ApiError, callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { errorSentence } from '#components/ui/error-sentence.ts'
import { showToast } from '#components/ui/toast.ts'
import type { PicturePageView } from '#lib/jobs/picture-page-view.ts'
import { copyPicture, copyText } from './copy.ts'
import { pageKey } from './use-picture-page.ts'

type Change = Partial<Pick<PicturePageView, 'favourite' | 'folder'> & { deletedAt: string | null }>

/** What can be done with a picture of one's own; each says in a toast what came of it. */
export function usePictureActions(page: PicturePageView, listHref: string) {
  const t = useTranslate('picture')
  const tCommon = useTranslate('common')
  const tErrors = useTranslate('errors')
  const client = useQueryClient()
  const router = useRouter()
  const { image, job } = page
  const ids = [image.id]

  /** Shows the change at once, and takes it back where the server does not agree. */
  async function change(path: string, body: object, next: Change, done?: string): Promise<boolean> {
    await client.cancelQueries({ queryKey: pageKey(image.id) })
    put(next)
    try {
      await callApi(path, { method: 'POST', body: { ids, ...body } })
    } catch (error) {
      put({ favourite: page.favourite, folder: page.folder, deletedAt: image.deletedAt })
      showToast({ text: t('failed', { reason: errorSentence(tErrors, error) }) })
      return false
    }
    // Where it hangs, or whether: walls in the cache are not true any more.
    client.removeQueries({ queryKey: libraryKeys.walls })
    void client.invalidateQueries({ queryKey: queryKeys.pictures })
    if (done) showToast({ text: done })
    return true
  }

  function put({ deletedAt = image.deletedAt, ...next }: Change): void {
    client.setQueryData<PicturePageView>(
      pageKey(image.id),
      (known) => known && { ...known, ...next, image: { ...known.image, deletedAt } },
    )
  }

  const restore = () =>
    change('/api/pictures/restore', {}, { deletedAt: null }, t('restored')).then((done) => {
      if (done) router.refresh()
    })

  return {
    toggleFavourite: () => {
      if (image.deletedAt) return
      const favourite = !page.favourite
      void change('/api/pictures/favourite', { favourite }, { favourite })
    },
    move: (folder: PicturePageView['folder']) => {
      const done = folder ? t('movedTo', { folder: folder.name }) : t('movedOut')
      void change('/api/pictures/move', { folderId: folder?.id ?? null }, { folder }, done)
    },
    restore,
    remove: async () => {
      if (image.deletedAt) return
      if (!(await change('/api/pictures/delete', {}, { deletedAt: new Date().toISOString() }))) return
      router.push(listHref)
      showToast({
        text: t('deleted'),
        action: { label: tCommon('undo'), onAction: () => void restore() },
      })
    },
    copyPrompt: () =>
      copyText(job.prompt).then(
        () => showToast({ text: t('promptCopied') }),
        () => showToast({ text: t('copyFailed') }),
      ),
    copyPicture: () => {
      showToast({ text: t('pictureCopying'), timeoutMs: 2_000 })
      return copyPicture(image.id).then(
        () => showToast({ text: t('pictureCopied') }),
        (error) =>
          showToast({
            text: error instanceof ApiError ? errorSentence(tErrors, error) : t('pictureCopyFailed'),
          }),
      )
    },
  }
}

export type PictureActions = ReturnType<typeof usePictureActions>
