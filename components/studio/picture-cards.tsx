'use client'

import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { Coming } from '#components/inputs/upload-queue.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { ComingCard } from './coming-card.tsx'
import { placeOf, withMoved } from './input-changes.ts'
import { type CardActions, PictureCard } from './picture-card.tsx'
import type { StudioForm } from './studio-form.ts'
import { useReorder } from './use-reorder.ts'

/** What the form works from, and what is still to come, in the order in which prompts speak of them. */
export function PictureCards(
  props: {
    form: StudioForm
    coming: readonly Coming[]
    keyOf: (id: string) => number | undefined
    gone: ReadonlySet<string>
    selectedId: string | null
    /** Beside a single card there is room for it. */
    beside: ReactNode
  } & CardActions,
) {
  const list = useRef<HTMLUListElement>(null)
  const drag = useReorder(list, props.onMove)
  const { coming, keyOf, gone } = props
  const form = drag ? withMoved({ ...props.form, mask: null }, drag.id, drag.to) : props.form
  const slots = slotsOf({ inputs: form.inputs, mask: props.form.mask }, coming, keyOf)

  function onKeyDown(event: KeyboardEvent, id: string): void {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
    if (!event.altKey || !step) return
    event.preventDefault()
    props.onMove(id, form.inputs.findIndex((each) => each.id === id) + step)
  }

  return (
    <ul
      ref={list}
      className={`grid gap-x-2 gap-y-3 ${props.beside ? 'grid-cols-[7.5rem_minmax(0,1fr)]' : 'grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))]'}`}
    >
      {slots.map((slot, index) =>
        'state' in slot ? (
          <ComingCard
            key={`coming ${slot.key}`}
            coming={slot}
            number={index + 1}
            onCancel={() => props.onCancel(slot)}
            onAgain={() => props.onAgain(slot)}
          />
        ) : (
          <li
            key={slot.id}
            data-card={slot.id}
            className={`min-w-0 ${drag?.id === slot.id ? 'opacity-60' : ''}`}
          >
            <PictureCard
              upload={slot}
              number={index + 1}
              mask={props.form.inputs[0]?.id === slot.id ? props.form.mask : null}
              isGone={gone.has(slot.id)}
              isSelected={props.selectedId === slot.id}
              replacing={coming.find(({ replaces }) => replaces === slot.id)}
              onKeyDown={(event) => onKeyDown(event, slot.id)}
              {...props}
            />
          </li>
        ),
      )}
      {props.beside && <li className="min-w-0 pl-2">{props.beside}</li>}
    </ul>
  )
}

type Slot = UploadView | Coming

/** What is to come stands where it will stand. */
function slotsOf(
  form: Pick<StudioForm, 'inputs' | 'mask'>,
  coming: readonly Coming[],
  keyOf: (id: string) => number | undefined,
): Slot[] {
  const { inputs } = form
  const slots: Slot[] = [...inputs]
  for (const item of coming) {
    if (item.replaces !== null) continue
    const before = inputs[placeOf(form, item.key, keyOf)]
    slots.splice(before ? slots.indexOf(before) : slots.length, 0, item)
  }
  return slots
}
