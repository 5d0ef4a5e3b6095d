import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { fetchUpload } from '#components/queries/use-uploads.ts'
import { showToast } from '#components/ui/toast.ts'
import type { Size } from '#lib/catalog/model.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { withInput, withMoved, withoutInput, withReplaced } from './input-changes.ts'
import type { StudioAction, StudioForm } from './studio-form.ts'
import type { Overwrite } from './use-overwrite.ts'

/** What can be done with the form's pictures. What takes a mask away says so and can be taken back; what changes is told. */
export function usePictureChanges(
  form: StudioForm,
  dispatch: (action: StudioAction) => void,
  onOverwrite: Overwrite,
) {
  const t = useTranslate('studioInputs')
  /** Several may come before the form is drawn again. */
  const latest: RefObject<StudioForm> = useRef(form)
  /** Those that nobody saw come, with the size that was chosen before. */
  const [untold] = useState(() => new Map<string, Size>())
  const [said, setSaid] = useState('')
  const [followed, setFollowed] = useState<Size | null>(null)
  const known = useRef(form.params.size)
  useEffect(() => {
    latest.current = form
    known.current = form.params.size
  }, [form])

  const change = useCallback(
    (to: (before: StudioForm) => StudioForm) => {
      latest.current = to(latest.current)
      const { size } = latest.current.params
      // Told once: whoever chooses another has read it.
      if (size !== known.current) setFollowed(size)
      dispatch({ type: 'inputs', change: to })
    },
    [dispatch],
  )

  /** From 1; 0 where it is none of them. */
  const numberOf = (id: string) => latest.current.inputs.findIndex((each) => each.id === id) + 1

  /** @param isTold nobody sees it come: `tell` follows */
  function add(upload: UploadView, at: (now: StudioForm) => number, isTold = false): void {
    const number = numberOf(upload.id)
    if (number > 0) {
      showToast({ text: t('already', { number }) })
      return
    }
    const to = (now: StudioForm) => withInput(now, upload, at(now))
    const before = latest.current
    if (isTold) {
      const after = to(before)
      latest.current = after
      if (after.params.size !== before.params.size) setFollowed(after.params.size)
      untold.set(upload.id, before.params.size)
      onOverwrite(to, null)
    } else change(to)
    setSaid(t('added', { number: numberOf(upload.id), file: upload.name }))
  }

  /** Says which of those are there now, and takes them back together; what else was changed in the meantime stays. */
  function tell(): void {
    const added = form.inputs.filter(({ id }) => untold.has(id))
    const [first] = added
    const [size] = untold.values()
    if (!first || !size) return
    for (const { id } of added) untold.delete(id)
    const inputs = form.inputs.filter((each) => !added.includes(each))
    const mask = inputs[0] === form.inputs[0] ? form.mask : null
    const count = added.length
    const text = count > 1 ? t('usedMany', { count }) : t('used', { number: form.inputs.indexOf(first) + 1 })
    onOverwrite((now) => now, text, { ...form, inputs, mask, params: { ...form.params, size } })
  }

  function replace(id: string, upload: UploadView): void {
    const number = numberOf(id)
    const isMaskLost = number === 1 && latest.current.mask !== null
    const text = isMaskLost ? t('firstChanged') : t('replaced', { number })
    onOverwrite((now) => withReplaced(now, id, upload), text)
  }

  function move(id: string, to: number): void {
    const before = latest.current
    const after = withMoved(before, id, to)
    const upload = before.inputs.find((each) => each.id === id)
    if (after === before || !upload) return
    if (before.mask && !after.mask) onOverwrite((now) => withMoved(now, id, to), t('firstChanged'))
    else change((now) => withMoved(now, id, to))
    setSaid(t('moved', { file: upload.name, number: to + 1, count: before.inputs.length }))
  }

  /** @returns the one that is next to it */
  function remove(id: string): UploadView | undefined {
    const { inputs, mask } = latest.current
    const number = numberOf(id)
    const text = number === 1 && mask ? t('removedWithMask') : t('removed', { number })
    onOverwrite((now) => withoutInput(now, id), text)
    return inputs[number] ?? inputs[number - 2]
  }

  /** Back to the picture that one was cut from. */
  async function uncut({ id, sourceUploadId }: UploadView): Promise<void> {
    const whole = sourceUploadId && (await fetchUpload(sourceUploadId).catch(() => null))
    if (whole) replace(id, whole)
    else showToast({ text: t('useFailed') })
  }

  const isFollowed = followed === form.params.size
  return {
    latest,
    change,
    add,
    tell,
    replace,
    move,
    remove,
    uncut,
    numberOf,
    said,
    setSaid,
    followed: isFollowed ? followed : null,
  }
}

export type PictureChanges = ReturnType<typeof usePictureChanges>
