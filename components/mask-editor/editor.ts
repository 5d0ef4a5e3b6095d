import type { Touch } from './engine/brush.ts'
import type { Paint, Point } from './engine/mask.ts'
import type { MaskDocument } from './engine/mask-document.ts'
import { fitView, type StageView, zoomAt, zoomStep } from './engine/stage-view.ts'
import { type Gesture, lassoGesture, rectangleGesture, strokeGesture } from './gestures.ts'
import { keepSettings, type MaskSettings, readSettings, sizeMax, steppedSize, type Tool } from './settings.ts'
import { type StageElements, StageSurface } from './stage-surface.ts'
import { Value } from './value.ts'

/** What the buttons and the line below the picture tell; new after each step, never during one. */
export interface EditorState {
  canUndo: boolean
  canRedo: boolean
  /** 0: nothing is painted, 1: everything is. */
  share: number
  /** Something was done since the editor was opened. */
  isChanged: boolean
}

/** What is told to who does not see it. */
export type EditorNews =
  | { kind: 'changed' | 'undone' | 'redone' | 'inverted' | 'cleared' | 'replaced'; share: number }
  | { kind: 'tool'; tool: Tool }
  | { kind: 'size'; sizePx: number }
  | { kind: 'hardness'; hardness: number }
  | { kind: 'shapes'; remove: boolean }
  | { kind: 'zoom'; percent: number }
  | { kind: 'at'; x: number; y: number; painted: boolean }
  | { kind: 'brushDown' | 'corner' | 'cancelled' | 'nothing' }

const IDLE_TIMEOUT_MS = 400
/** Of one idle moment; what is left waits for the next. */
const TIDY_MS = 3

/** The work on one mask: tools, steps and what is seen. Knows no React; components read `settings`, `state` and `view`. */
export class MaskEditor {
  readonly document: MaskDocument
  readonly settings: Value<MaskSettings>
  readonly state: Value<EditorState>
  readonly zoomPercent = new Value(100)
  readonly sizeMax: number
  /** Told after a step, with what was done. */
  onNews: (news: EditorNews) => void = () => {}
  /** A pen was used: its settings are of interest. */
  readonly hasPen = new Value(false)
  surface: StageSurface | null = null
  /** The last place that was painted: where a line with Shift begins. */
  #last: Touch | null = null
  #gesture: Gesture | null = null
  #idle = 0

  constructor(document: MaskDocument) {
    const { width, height } = document.mask
    this.document = document
    this.sizeMax = sizeMax(width, height)
    this.settings = new Value(readSettings(width, height))
    this.state = new Value<EditorState>({
      // What was restored is a step already.
      canUndo: document.canUndo,
      canRedo: document.canRedo,
      share: document.share(),
      isChanged: false,
    })
    document.listen((changed) => this.surface?.invalidate(changed))
  }

  /** @returns how to let go of the elements */
  attach(elements: StageElements): () => void {
    const surface = new StageSurface(this.document.mask, elements)
    surface.onFrame = () => this.#gesture?.frame()
    surface.onView = ({ scale }: StageView) => this.zoomPercent.set(Math.round(scale * 100))
    surface.setColour(this.settings.get().colour)
    surface.change(fitView)
    this.surface = surface
    return () => {
      this.cancel()
      surface.close()
      this.surface = null
    }
  }

  set(changes: Partial<MaskSettings>): void {
    const settings = { ...this.settings.get(), ...changes }
    this.settings.set(settings)
    keepSettings(settings)
    if (changes.colour) this.surface?.setColour(changes.colour)
  }

  chooseTool(tool: Tool): void {
    this.cancel()
    this.set({ tool })
    this.onNews({ kind: 'tool', tool })
  }

  /** Between painting and taking away. */
  swap(): void {
    const { tool, shapesRemove } = this.settings.get()
    if (tool === 'brush') this.chooseTool('eraser')
    else if (tool === 'eraser') this.chooseTool('brush')
    else {
      this.set({ shapesRemove: !shapesRemove })
      this.onNews({ kind: 'shapes', remove: !shapesRemove })
    }
  }

  stepSize(direction: 1 | -1): void {
    const sizePx = steppedSize(this.settings.get().sizePx, direction, this.sizeMax)
    this.set({ sizePx })
    this.surface?.request()
    this.onNews({ kind: 'size', sizePx })
  }

  stepHardness(direction: 1 | -1): void {
    const hardness = Math.min(
      100,
      Math.max(0, Math.round(this.settings.get().hardness / 10 + direction) * 10),
    )
    this.set({ hardness })
    this.onNews({ kind: 'hardness', hardness })
  }

  get isPainting(): boolean {
    return this.#gesture !== null
  }

  /** Whether the ring of the brush means something with this tool. */
  get isStroke(): boolean {
    const { tool } = this.settings.get()
    return tool === 'brush' || tool === 'eraser'
  }

  touchAt({ x, y }: Point, pressure: number | null): Touch {
    const { sizePx, penPressure } = this.settings.get()
    const share = pressure === null || !penPressure ? 1 : PRESSURE_LEAST + (1 - PRESSURE_LEAST) * pressure
    return { x, y, radius: (sizePx * share) / 2 }
  }

  /**
   * @param how `opposite`: takes away instead of adding, or the other way round; `fromLast`: a line from where the last stroke
   * ended; `byCorners`: keys set one corner after the other
   */
  begin(
    start: Touch,
    how: { opposite?: boolean; erases?: boolean; fromLast?: boolean; byCorners?: boolean } = {},
  ): void {
    const { surface } = this
    if (!surface || this.#gesture) return
    const { tool, hardness, shapesRemove } = this.settings.get()
    const removes = this.isStroke ? tool === 'eraser' : shapesRemove
    const paint: Paint = how.erases || removes !== (how.opposite === true) ? 'remove' : 'add'
    if (tool === 'rectangle') this.#gesture = rectangleGesture(this.document, surface, start, paint)
    else if (tool === 'lasso') {
      const byCorners = how.byCorners === true
      this.#gesture = lassoGesture(this.document, surface, start, { paint, byCorners })
    } else {
      const lineFrom = how.fromLast ? this.#last : null
      this.#gesture = strokeGesture(this.document, start, { hardness: hardness / 100, paint, lineFrom })
    }
    this.#last = start
    surface.request()
  }

  move(touches: readonly Touch[]): void {
    this.#gesture?.move(touches)
    this.#last = touches.at(-1) ?? this.#last
    this.surface?.request()
  }

  corner(): void {
    this.#gesture?.corner()
  }

  end(): void {
    const gesture = this.#gesture
    this.#gesture = null
    if (gesture) this.#stepped(gesture.end() ? 'changed' : null)
  }

  /** As if what is being painted had never begun. */
  cancel(): boolean {
    const gesture = this.#gesture
    this.#gesture = null
    gesture?.cancel()
    return gesture !== null
  }

  undo(): void {
    this.cancel()
    this.#stepped(this.document.undo() ? 'undone' : null)
  }

  redo(): void {
    this.cancel()
    this.#stepped(this.document.redo() ? 'redone' : null)
  }

  invert(): void {
    this.cancel()
    this.document.invert()
    this.#stepped('inverted')
  }

  clear(): void {
    this.cancel()
    this.#stepped(this.document.clear() ? 'cleared' : null)
  }

  /** Another mask in the place of this one, as a step. */
  replace(data: Uint8Array): void {
    this.cancel()
    this.#stepped(this.document.replace(data) ? 'replaced' : null)
  }

  zoom(direction: 1 | -1): void {
    this.surface?.change((frame, view) => zoomStep(frame, view, direction))
    this.onNews({ kind: 'zoom', percent: this.zoomPercent.get() })
  }

  fit(): void {
    this.surface?.change(fitView)
    this.onNews({ kind: 'zoom', percent: this.zoomPercent.get() })
  }

  /** One pixel of the picture on one of the page. */
  actualSize(): void {
    this.surface?.change((frame, view) =>
      zoomAt(frame, view, 1 / view.scale, { x: frame.stageWidth / 2, y: frame.stageHeight / 2 }),
    )
    this.onNews({ kind: 'zoom', percent: this.zoomPercent.get() })
  }

  close(): void {
    this.cancel()
    cancelIdle(this.#idle)
  }

  /** What nobody waits for is done when there is time: counting, telling, packing. */
  #stepped(kind: 'changed' | 'undone' | 'redone' | 'inverted' | 'cleared' | 'replaced' | null): void {
    if (kind === null) {
      this.onNews({ kind: 'nothing' })
      return
    }
    const { canUndo, canRedo } = this.document
    this.state.set({ ...this.state.get(), canUndo, canRedo, isChanged: true })
    cancelIdle(this.#idle)
    this.#idle = whenIdle(() => {
      const share = this.document.share()
      this.state.set({ ...this.state.get(), share })
      this.onNews({ kind, share })
      this.#tidy()
    })
  }

  #tidy(): void {
    this.#idle = whenIdle(() => {
      const until = performance.now() + TIDY_MS
      // What is being painted now comes first; the end of it begins this again.
      if (!this.isPainting && this.document.tidy(() => performance.now() < until)) this.#tidy()
    })
  }
}

/** How wide a pen paints that hardly touches. */
const PRESSURE_LEAST = 0.15

/** Safari has no idle callback. */
function whenIdle(run: () => void): number {
  return 'requestIdleCallback' in window
    ? requestIdleCallback(run, { timeout: IDLE_TIMEOUT_MS })
    : Number(setTimeout(run, 60))
}

function cancelIdle(handle: number): void {
  if ('cancelIdleCallback' in window) cancelIdleCallback(handle)
  else clearTimeout(handle)
}
