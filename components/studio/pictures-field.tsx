'use client'

import { ImagePlus, Plus } from 'lucide-react'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Coming } from '#components/inputs/upload-queue.ts'
import { sizeText } from '#components/ui/model-name.ts'
import { showToast } from '#components/ui/toast.ts'
import { canPutBack } from '#lib/catalog/can-put-back.ts'
import { parseSize } from '#lib/catalog/choices.ts'
import { INPUTS_MAX, UNUSED_DAYS } from '#lib/catalog/input-limits.ts'
import { checkInputs } from '#lib/catalog/inputs.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { AddPicturesDialog } from './add-pictures-dialog.tsx'
import { bringIntoView } from './bring-into-view.ts'
import { placeOf } from './input-changes.ts'
import { insertName } from './insert-name.ts'
import { MaskRow } from './mask-row.tsx'
import { MODEL_INPUTS_ID } from './model-inputs.tsx'
import { PictureCardTools } from './picture-card-tools.tsx'
import { PictureCards } from './picture-cards.tsx'
import { PicturesNotices } from './pictures-notices.tsx'
import type { PicturesProps } from './pictures-start.tsx'
import { refocus } from './refocus.ts'
import { modelOf } from './studio-form.ts'
import { useGoneInputs } from './use-gone-inputs.ts'
import { useIncoming } from './use-incoming.ts'
import { useMasking } from './use-masking.tsx'
import { usePageDrop } from './use-page-drop.ts'
import { usePictureChanges } from './use-picture-changes.ts'

/** The pictures that the form works from: quiet while there are none. */
export function PicturesField(props: PicturesProps & { isAsked: boolean }) {
  const t = useTranslate('studioInputs')
  const { form, promptRef, onOverwrite } = props
  const { inputs, mask } = form
  const section = useRef<HTMLElement>(null)
  const notice = useRef<HTMLDivElement>(null)
  const [isStopped, setIsStopped] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  /** What the next pictures are for: more of them, or another one in the place of one. */
  const [asking, setAsking] = useState<{ replaces: string | null } | null>(
    props.isAsked ? { replaces: null } : null,
  )
  const changes = usePictureChanges(form, props.dispatch, onOverwrite)
  const { change, latest } = changes
  const masking = useMasking({ form, userId: props.userId, section, changes, onOverwrite })
  const incoming = useIncoming(latest, (upload, { key, replaces, isTold }) => {
    if (replaces !== null && changes.numberOf(replaces) > 0) changes.replace(replaces, upload)
    else changes.add(upload, (now) => placeOf(now, key, incoming.keyOf), isTold)
    if (isTold && section.current) bringIntoView(section.current, 'nearest')
    // What was pressed to take it back has gone with its coming.
    if (section.current?.contains(document.activeElement)) refocus(() => section.current)
  })
  const { items, addFiles, addImages, queue } = incoming
  const coming = items.filter(({ state }) => state !== 'refused')
  useEffect(() => {
    // Once, when the last of them is there.
    if (!coming.some(({ isTold }) => isTold)) changes.tell()
  })
  const gone = useGoneInputs(form)
  const isMaskGone = mask !== null && gone.has(mask.id)
  useEffect(() => {
    if (!isMaskGone) return
    change((now) => ({ ...now, mask: null }))
    showToast({ text: t('maskGone', { days: UNUSED_DAYS }) })
  }, [isMaskGone, change, t])

  function endAsking(): void {
    setAsking(null)
    refocus(() => section.current)
  }
  function takeFiles(files: readonly File[]): void {
    addFiles(files, asking?.replaces)
    if (asking) endAsking()
  }
  function takeImage(imageId: string): void {
    addImages([imageId], { replaces: asking?.replaces })
    if (asking?.replaces) endAsking()
  }
  function takeUpload(upload: UploadView): void {
    if (asking?.replaces) {
      changes.replace(asking.replaces, upload)
      endAsking()
    } else changes.add(upload, (now) => now.inputs.length)
  }
  const isOver = usePageDrop(takeFiles, takeImage)

  /** Its button goes with it: the focus goes on to the next one. */
  function focusCard(uploadId: string | undefined): void {
    refocus(
      () =>
        section.current?.querySelector(`[data-card="${uploadId}"] [data-handle]`) ??
        section.current?.querySelector('button'),
    )
  }
  function cancel({ key, name }: Coming): void {
    queue.cancel(key)
    changes.setSaid(t('cancelled', { file: name }))
    focusCard(inputs[0]?.id)
  }

  useImperativeHandle(props.guardRef, () => ({
    stops: () => {
      const isUnready = coming.length > 0 || gone.size > 0
      setIsStopped(isUnready)
      if (isUnready) {
        section.current?.focus({ preventScroll: true })
        requestAnimationFrame(() => notice.current && bringIntoView(notice.current, 'center'))
        return true
      }
      if (checkInputs(modelOf(form), form).length === 0) return false
      const why = document.getElementById(MODEL_INPUTS_ID)
      if (why) bringIntoView(why, 'center')
      why?.focus({ preventScroll: true })
      return why !== null
    },
  }))
  if (isStopped && coming.length + gone.size === 0) setIsStopped(false)

  const count = inputs.length
  const isSingle = count === 1 && coming.every(({ replaces }) => replaces !== null)
  const chosen = inputs.find(({ id }) => id === selected) ?? (isSingle ? inputs[0] : undefined)
  const tools = chosen && (
    <PictureCardTools
      upload={chosen}
      number={inputs.indexOf(chosen) + 1}
      count={count}
      onMove={changes.move}
      onReplace={(uploadId) => setAsking({ replaces: uploadId })}
      onUncut={(upload) => void changes.uncut(upload)}
    />
  )
  const add = count + coming.length < INPUTS_MAX && (
    <button
      type="button"
      className="button button-plain button-small"
      onClick={() => setAsking({ replaces: null })}
    >
      {count + coming.length === 0 ? (
        <ImagePlus aria-hidden="true" className="size-4" />
      ) : (
        <Plus aria-hidden="true" className="size-4" />
      )}
      {t(count + coming.length === 0 ? 'start' : 'add')}
    </button>
  )
  const size = parseSize(form.params.size)
  const maskRow = count > 0 && (
    <MaskRow
      hasMask={mask !== null}
      keepUnpainted={form.keepUnpainted}
      apartSize={inputs[0] && size && !canPutBack(size, inputs[0]) ? sizeText(form.params.size) : null}
      add={add}
      onPaint={masking.paint}
      onRemove={masking.remove}
      onKeepUnpainted={(keepUnpainted) => change((now) => ({ ...now, keepUnpainted }))}
    />
  )
  const isBeside = isSingle && !mask

  return (
    <section ref={section} aria-label={t('title')} tabIndex={-1} className="space-y-3">
      {count + coming.length > 0 && (
        <PictureCards
          form={form}
          coming={coming}
          keyOf={incoming.keyOf}
          gone={gone}
          selectedId={isSingle ? null : (chosen?.id ?? null)}
          beside={
            isSingle && (
              <div className="space-y-2">
                {tools}
                {isBeside && maskRow}
              </div>
            )
          }
          onSelect={(uploadId) => setSelected(uploadId === selected ? null : uploadId)}
          onInsert={(number) => promptRef.current && insertName(promptRef.current, t('name', { number }))}
          onRemove={(uploadId) => focusCard(changes.remove(uploadId)?.id)}
          onMove={changes.move}
          onCancel={cancel}
          onAgain={({ key }) => queue.retry(key)}
        />
      )}
      {!isSingle && (tools ?? (count > 1 && <p className="text-xs text-soft">{t('moveHint')}</p>))}
      {!isBeside && (maskRow || add)}
      <PicturesNotices
        inputs={inputs}
        gone={gone}
        refused={items.filter(({ state }) => state === 'refused')}
        queue={queue}
        leftOut={incoming.leftOut}
        stillComing={isStopped ? coming.length : 0}
        noticeRef={notice}
      />
      {changes.followed && count > 0 && (
        <p className="text-xs text-azurite">{t('sizeFollows', { size: sizeText(changes.followed) })}</p>
      )}
      <p role="status" className="sr-only">
        {changes.said}
      </p>
      {isOver && (
        <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center border-2 border-dashed border-azurite bg-paper/85">
          <p className="font-title text-xl">{t('drop')}</p>
        </div>
      )}
      {asking && (
        <AddPicturesDialog
          inputs={inputs}
          replaces={asking.replaces}
          onFiles={takeFiles}
          onImage={takeImage}
          onUpload={takeUpload}
          onClose={endAsking}
        />
      )}
      {masking.dialogs}
    </section>
  )
}
