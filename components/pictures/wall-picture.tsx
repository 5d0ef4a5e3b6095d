import { Check, Heart } from 'lucide-react'
import Link from 'next/link'
import { type CSSProperties, memo } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { pictureSources } from '#components/ui/picture-sources.ts'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import type { PictureView } from '#lib/library/view.ts'
import { GROWTH_MAX, shownRatio } from './justify-rows.ts'

/** About how high rows stand. Not measured: what is fetched would be fetched again with the first change of the window. */
const ROW_REM = 13
const PHONE_ROW_REM = 9

interface WallPictureProps {
  index: number
  /** Undefined: not fetched yet. */
  picture: PictureView | undefined
  ratio: number
  /** Its place once the wall was measured, in pixels; before, the browser's flexbox finds the same one. */
  left?: number
  top?: number
  width?: number
  height?: number
  /** Of all pictures of the view; 0 while nobody knows. */
  total: number
  href: string
  selected: boolean
  /** Clicks select instead of opening. */
  selecting: boolean
  /** Reached by the Tab key; before there is script, all are. */
  reachable: boolean
  takesFocus: boolean
  /** Drawn at once, not when it comes near: it is in the first window. */
  eager: boolean
  onToggle: (index: number) => void
  onFavourite: (index: number) => void
}

function takeFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
}

/** The corner of a picture that can be operated: only where a mouse hovers, while something is selected, or with the focus. */
const corner =
  'absolute top-0 z-10 grid size-11 place-items-center opacity-0 transition-opacity focus-within:opacity-100 pointer-fine:size-10 pointer-fine:group-hover:opacity-100 pointer-coarse:pointer-events-none data-shown:pointer-events-auto data-shown:opacity-100'

/** One picture of the wall, in its place. Clicks and keys are the wall's. */
export const WallPicture = memo(function WallPicture(props: WallPictureProps) {
  const t = useTranslate('library')
  const { index, picture, selected, reachable } = props
  // Also when the picture takes the place of its wash: the focus would be lost with it.
  const place = props.takesFocus ? takeFocus : undefined
  const tabIndex = reachable ? undefined : -1
  const frame = `absolute block bg-wash bg-cover transition-[inset] duration-(--motion-quick) ${selected ? 'inset-1.5' : 'inset-0'}`
  return (
    <li
      data-index={index}
      aria-posinset={props.total > 0 ? index + 1 : undefined}
      aria-setsize={props.total > 0 ? props.total : undefined}
      className={`group select-none [-webkit-touch-callout:none] ${props.width === undefined ? 'relative' : 'absolute'} ${selected ? 'outline-2 -outline-offset-2 outline-ink' : ''}`}
      style={styleOf(props)}
    >
      {picture ? (
        <>
          <Link
            ref={place}
            href={props.href}
            prefetch={false}
            draggable={false}
            tabIndex={tabIndex}
            data-picture=""
            className={frame}
            style={picture.placeholder ? { backgroundImage: `url("${picture.placeholder}")` } : undefined}
          >
            <StoredPicture
              {...pictureSources(picture)}
              sizes={sizesOf(shownRatio(props.ratio))}
              alt={t('altPrompt', { prompt: picture.prompt.slice(0, 120) })}
              width={picture.width}
              height={picture.height}
              eager={props.eager}
              className="size-full object-cover"
            />
            {picture.operation !== 'generate' && (
              <span className="absolute bottom-0 left-0 bg-sheet px-1.5 py-0.5 text-2xs text-ink opacity-0 transition-opacity group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100">
                {t(`kindsMade.${picture.operation}`)}
              </span>
            )}
          </Link>
          <label className={`${corner} left-0`} data-shown={selected || props.selecting || undefined}>
            <input
              type="checkbox"
              className="peer sr-only"
              checked={selected}
              tabIndex={tabIndex}
              onChange={() => props.onToggle(index)}
              aria-label={t('selectPicture', { prompt: picture.prompt.slice(0, 80) })}
            />
            <span
              aria-hidden="true"
              className="grid size-6 place-items-center rounded-sm border border-edge bg-sheet text-transparent peer-checked:border-ink peer-checked:bg-ink peer-checked:text-paper peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-azurite"
            >
              <Check className="size-4" strokeWidth={2.5} />
            </span>
          </label>
          {picture.deletedAt === null && (
            <button
              type="button"
              tabIndex={tabIndex}
              className={`${corner} right-0`}
              data-shown={picture.favourite || undefined}
              aria-pressed={picture.favourite}
              aria-label={t('favouritePicture', { prompt: picture.prompt.slice(0, 80) })}
              onClick={() => props.onFavourite(index)}
            >
              <span className="grid size-6 place-items-center rounded-sm bg-sheet text-ink">
                <Heart aria-hidden="true" className={`size-4 ${picture.favourite ? 'fill-current' : ''}`} />
              </span>
            </button>
          )}
        </>
      ) : (
        <div
          ref={place}
          tabIndex={-1}
          className={frame}
          role="img"
          aria-label={t('notLoaded', { number: index + 1 })}
        />
      )}
    </li>
  )
})

function sizesOf(ratio: number): string {
  return `(min-width: 40rem) ${Math.round(ratio * ROW_REM)}rem, ${Math.round(ratio * PHONE_ROW_REM)}rem`
}

function styleOf({ ratio, left, top, width, height }: WallPictureProps): CSSProperties {
  if (width !== undefined) return { left, top, width, height }
  const shown = shownRatio(ratio)
  return {
    // Factors below 1 in all would fill only a part of the row.
    flex: `${shown * 1000} 1 calc(${shown} * var(--row))`,
    minWidth: 0,
    maxWidth: `calc(${shown * GROWTH_MAX} * var(--row))`,
    aspectRatio: shown,
  }
}
