import { showToast } from '#components/ui/toast.ts'
import { bringIntoView } from './bring-into-view.ts'

/** Above so many pixels nobody has gone far from the newest work. */
const NEAR_PX = 400

/**
 * Lets what was just ordered be seen. On a phone it begins below the form, so go there; beside the form it is in view, unless
 * somebody looks at older work: they are told, and not taken away from it.
 */
export function showNewWork(results: Element, text: string, show: string): void {
  const { top } = results.getBoundingClientRect()
  if (top > window.innerHeight / 2 || (top < 0 && top > -NEAR_PX)) bringIntoView(results)
  else if (top < 0) showToast({ text, action: { label: show, onAction: () => bringIntoView(results) } })
}
