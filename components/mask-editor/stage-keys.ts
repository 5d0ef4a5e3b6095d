import { isComposing } from '#components/ui/is-composing.ts'
import type { MaskEditor } from './editor.ts'
import type { Point } from './engine/mask.ts'
import { reveal, toPicture } from './engine/stage-view.ts'
import type { Tool } from './settings.ts'

/** On the screen, for one press of an arrow; with Shift five times as far. */
const STEP_PX = 8
const FAR = 5
/** Of room that is seen around the cross. */
const ROOM_PX = 48
const TELL_PLACE_MS = 350

const arrows: Readonly<Record<string, Point>> = {
  arrowleft: { x: -1, y: 0 },
  arrowright: { x: 1, y: 0 },
  arrowup: { x: 0, y: -1 },
  arrowdown: { x: 0, y: 1 },
}
const toolKeys: Readonly<Record<string, Tool>> = { b: 'brush', e: 'eraser', r: 'rectangle', l: 'lasso' }

export interface StageKeys {
  /** A pointer has taken over from the keys. */
  pointerTakesOver: () => void
  /** Space and a pointer move the picture. */
  isSpaceDown: () => boolean
}

export interface KeyActions {
  toggleMask: () => void
  showKeys: () => void
  /** Whether single letters mean something. */
  singleKeys: () => boolean
}

/** Painting, moving and choosing by keys. The cross stands where they paint. */
export class KeyPainter implements StageKeys {
  readonly #stage: HTMLElement
  readonly #editor: MaskEditor
  readonly #actions: KeyActions
  #cross: Point | null = null
  #isCrossShown = false
  #isSpaceDown = false
  /** Space is held, or Enter has put the brush down until it is pressed again. */
  #held: 'space' | 'enter' | null = null
  #isPointerLast = false
  #tellTimer: ReturnType<typeof setTimeout> | undefined

  constructor(stage: HTMLElement, editor: MaskEditor, actions: KeyActions) {
    this.#stage = stage
    this.#editor = editor
    this.#actions = actions
  }

  pointerTakesOver(): void {
    this.#isPointerLast = true
    if (!this.#isCrossShown) return
    this.#isCrossShown = false
    if (this.#held) this.#editor.end()
    this.#held = null
  }

  isSpaceDown(): boolean {
    return this.#isSpaceDown
  }

  /** @param root the dialog: keys work wherever the focus is in it, those of the cross only on the stage */
  listen(root: HTMLElement): () => void {
    const onKey = (event: KeyboardEvent) => this.#onKey(root, event)
    const onKeyUp = (event: KeyboardEvent) => event.key === ' ' && this.#onSpaceUp()
    const onFocus = () => this.#stage.matches(':focus-visible') && !this.#isPointerLast && this.#show()
    const onBlur = () => this.#onBlur()
    const onAnyKey = (event: KeyboardEvent) => {
      // Where the cross stood must not be told over what this key does.
      clearTimeout(this.#tellTimer)
      if (event.key !== ' ') this.#isPointerLast = false
    }
    this.#stage.tabIndex = 0
    root.addEventListener('keydown', onAnyKey, true)
    root.addEventListener('keydown', onKey)
    root.addEventListener('keyup', onKeyUp)
    this.#stage.addEventListener('focus', onFocus)
    this.#stage.addEventListener('blur', onBlur)
    return () => {
      clearTimeout(this.#tellTimer)
      root.removeEventListener('keydown', onAnyKey, true)
      root.removeEventListener('keydown', onKey)
      root.removeEventListener('keyup', onKeyUp)
      this.#stage.removeEventListener('focus', onFocus)
      this.#stage.removeEventListener('blur', onBlur)
    }
  }

  /** @returns whether there was something to cancel: then Escape means no more than that */
  cancel(): boolean {
    this.#held = null
    return this.#editor.cancel()
  }

  #onKey(root: HTMLElement, event: KeyboardEvent): void {
    const { target } = event
    if (this.#stage.inert || event.defaultPrevented || isComposing(event) || event.altKey) return
    // A question that stands above the editor has the keys.
    if (!(target instanceof Element) || target.closest('dialog') !== root) return
    const key = event.key.toLowerCase()
    if (event.ctrlKey || event.metaKey) {
      const does = key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' ? 'redo' : null
      if (!does) return
      event.preventDefault()
      this.#editor[does]()
      return
    }
    if (this.#onStageKey(target, key, event) || this.#onCommand(key)) event.preventDefault()
  }

  #onStageKey(target: Element, key: string, event: KeyboardEvent): boolean {
    const onStage = target === this.#stage
    if (key === ' ') {
      // A button that was clicked before must not be pressed again by who moves the picture.
      if (!onStage && !(this.#isPointerLast && this.#stage.matches(':hover'))) return false
      if (!onStage) this.#stage.focus({ preventScroll: true })
      if (!event.repeat) this.#onSpaceDown()
      return true
    }
    if (!onStage) return false
    const arrow = arrows[key]
    if (arrow) {
      this.#move(arrow, event.shiftKey ? STEP_PX * FAR : STEP_PX)
      return true
    }
    if (key === 'enter' && !event.repeat) {
      this.#onEnter()
      return true
    }
    return false
  }

  #onCommand(key: string): boolean {
    if (!this.#actions.singleKeys()) return false
    const tool = toolKeys[key]
    const commands: Readonly<Record<string, () => void>> = {
      x: () => this.#editor.swap(),
      i: () => this.#editor.invert(),
      h: () => this.#actions.toggleMask(),
      '?': () => this.#actions.showKeys(),
      '[': () => this.#editor.stepSize(-1),
      ']': () => this.#editor.stepSize(1),
      '{': () => this.#editor.stepHardness(-1),
      '}': () => this.#editor.stepHardness(1),
      '0': () => this.#editor.fit(),
      '1': () => this.#editor.actualSize(),
      '+': () => this.#editor.zoom(1),
      '=': () => this.#editor.zoom(1),
      '-': () => this.#editor.zoom(-1),
      delete: () => this.#editor.clear(),
    }
    if (tool) this.#editor.chooseTool(tool)
    else if (!commands[key]) return false
    else commands[key]()
    if (this.#isCrossShown) this.#show()
    return true
  }

  /** Shows the cross, in the middle of what is seen where it has no place yet. */
  #show(): Point {
    const { surface } = this.#editor
    const { mask } = this.#editor.document
    this.#isCrossShown = true
    if (!this.#cross && surface) {
      const { stageWidth, stageHeight } = surface.frame
      this.#cross = toPicture(surface.view, { x: stageWidth / 2, y: stageHeight / 2 })
    }
    const { x, y } = this.#cross ?? { x: 0, y: 0 }
    const cross = { x: Math.min(mask.width, Math.max(0, x)), y: Math.min(mask.height, Math.max(0, y)) }
    this.#cross = cross
    const sizePx = this.#editor.isStroke ? this.#editor.settings.get().sizePx : 0
    surface?.setRing({ at: cross, sizePx, isCross: true })
    return cross
  }

  #move(arrow: Point, stepPx: number): void {
    const { surface } = this.#editor
    if (!surface) return
    const step = Math.max(1, stepPx / surface.view.scale)
    const from = this.#show()
    this.#cross = { x: from.x + arrow.x * step, y: from.y + arrow.y * step }
    const cross = this.#show()
    surface.change((frame, view) => reveal(frame, view, cross, ROOM_PX))
    if (this.#editor.isPainting) this.#editor.move([this.#editor.touchAt(cross, null)])
    else this.#tellPlace(cross)
  }

  #tellPlace({ x, y }: Point): void {
    const { mask } = this.#editor.document
    clearTimeout(this.#tellTimer)
    this.#tellTimer = setTimeout(() => {
      const column = Math.min(mask.width - 1, Math.floor(x))
      const row = Math.min(mask.height - 1, Math.floor(y))
      const painted = (mask.data[row * mask.width + column] ?? 0) >= 128
      this.#editor.onNews({ kind: 'at', x: column, y: row, painted })
    }, TELL_PLACE_MS)
  }

  #onSpaceDown(): void {
    this.#isSpaceDown = true
    if (!this.#isCrossShown) return
    const { tool } = this.#editor.settings.get()
    if (tool === 'brush' || tool === 'eraser') {
      if (this.#held) return
      this.#begin()
      this.#held = 'space'
    } else if (!this.#editor.isPainting) {
      this.#begin()
      this.#editor.onNews({ kind: 'corner' })
    } else if (tool === 'rectangle') this.#editor.end()
    else {
      this.#editor.corner()
      this.#editor.onNews({ kind: 'corner' })
    }
  }

  #onSpaceUp(): void {
    this.#isSpaceDown = false
    if (this.#held !== 'space') return
    this.#held = null
    this.#editor.end()
  }

  /** For who cannot hold a key: brush down, brush up. Closes a lasso. */
  #onEnter(): void {
    if (this.#held === 'enter' || (this.#editor.isPainting && !this.#held)) {
      this.#held = null
      this.#editor.end()
    } else if (!this.#held) {
      this.#show()
      this.#begin()
      if (this.#editor.isStroke) this.#held = 'enter'
      this.#editor.onNews({ kind: this.#editor.isStroke ? 'brushDown' : 'corner' })
    }
  }

  #begin(): void {
    this.#editor.begin(this.#editor.touchAt(this.#show(), null), { byCorners: true })
  }

  #onBlur(): void {
    this.#isSpaceDown = false
    if (this.#held) this.#editor.end()
    this.#held = null
    if (!this.#isCrossShown) return
    this.#isCrossShown = false
    this.#editor.surface?.setRing(null)
  }
}
