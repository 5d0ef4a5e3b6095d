import { DirtyRows } from './engine/dirty-rows.ts'
import { drawOverlay, type OverlayLook, overlayLook, screenRect } from './engine/draw-overlay.ts'
import type { Mask, Point } from './engine/mask.ts'
import { intersect, isEmpty, type Rect, union } from './engine/rect.ts'
import { fitView, type StageFrame, type StageView, toPicture, toStage } from './engine/stage-view.ts'
import { type ColourName, colours } from './settings.ts'
import { drawSketch, type Sketch } from './sketch.ts'

export interface StageElements {
  stage: HTMLElement
  picture: HTMLElement
  /** The mask, drawn over what is seen of the picture. */
  overlay: HTMLCanvasElement
  /** A rectangle or lasso on its way. */
  sketch: HTMLCanvasElement
  /** As wide as the brush, where the pointer or the cross is. */
  ring: HTMLElement
}

export interface Ring {
  /** In the picture's pixels. */
  at: Point
  sizePx: number
  /** With a cross, because no pointer shows the place. */
  isCross: boolean
}

/** So many pixels are drawn at most, however dense the screen is: more are not seen in a colour that lies over a picture. */
const PIXELS_MAX = 3_000_000
/** In one frame, while it is painted: a brush may be as wide as the screen. */
const FRAME_PIXELS_MAX = 700_000
/** From here on pixels have edges. */
const PIXELATED_FROM = 2

/**
 * What is seen of the work, kept outside React: draws at most once for each picture of the screen, and of the mask only what
 * changed and can be seen.
 */
export class StageSurface {
  /** Called at the beginning of each frame: what is drawn late in it. */
  onFrame: () => void = () => {}
  onView: (view: StageView) => void = () => {}
  readonly #mask: Mask
  readonly #elements: StageElements
  readonly #overlay: CanvasRenderingContext2D | null
  readonly #observer: ResizeObserver
  #image = new ImageData(1, 1)
  #pixels = new Int32Array(this.#image.data.buffer)
  #look: OverlayLook = overlayLook(colours.red, 1)
  #frame: StageFrame
  #view: StageView = { scale: 1, x: 0, y: 0 }
  #density = 1
  #box: { left: number; top: number } = { left: 0, top: 0 }
  #dirty: Rect | null = null
  #rows = new DirtyRows(1)
  #viewIsNew = true
  #ring: Ring | null = null
  #sketch: Sketch | null = null
  #request = 0

  constructor(mask: Mask, elements: StageElements) {
    this.#mask = mask
    this.#elements = elements
    // Nothing is read back: the pixels are made here, and only put there.
    this.#overlay = elements.overlay.getContext('2d')
    this.#frame = { stageWidth: 1, stageHeight: 1, width: mask.width, height: mask.height }
    this.#observer = new ResizeObserver(() => this.#measure())
    this.#observer.observe(elements.stage)
    this.#measure()
  }

  get view(): StageView {
    return this.#view
  }

  get frame(): StageFrame {
    return this.#frame
  }

  change(next: (frame: StageFrame, view: StageView) => StageView): void {
    this.#view = next(this.#frame, this.#view)
    this.#viewIsNew = true
    this.onView(this.#view)
    this.request()
  }

  /** From where a pointer is in the window to the stage; the stage's place is asked for when a gesture begins. */
  onStage(event: { clientX: number; clientY: number }): Point {
    return { x: event.clientX - this.#box.left, y: event.clientY - this.#box.top }
  }

  onPicture(event: { clientX: number; clientY: number }): Point {
    return toPicture(this.#view, this.onStage(event))
  }

  locate(): void {
    this.#box = this.#elements.stage.getBoundingClientRect()
  }

  setColour(name: ColourName): void {
    this.#look = overlayLook(colours[name], this.#density >= 1.5 ? 2 : 1)
    this.#viewIsNew = true
    this.request()
  }

  setRing(ring: Ring | null): void {
    this.#ring = ring
    this.request()
  }

  setSketch(sketch: Sketch | null): void {
    this.#sketch = sketch
    this.request()
  }

  /** Pixels of the mask that are others now. */
  invalidate(area: Rect): void {
    this.#dirty = union(this.#dirty, area)
    this.request()
  }

  request(): void {
    this.#request ||= requestAnimationFrame(() => this.#draw())
  }

  close(): void {
    cancelAnimationFrame(this.#request)
    this.#observer.disconnect()
  }

  #measure(): void {
    const { stage, overlay, sketch } = this.#elements
    const wasFit = this.#view.scale === fitView(this.#frame).scale || this.#frame.stageWidth <= 1
    this.#frame = { ...this.#frame, stageWidth: stage.clientWidth, stageHeight: stage.clientHeight }
    this.locate()
    const { stageWidth, stageHeight } = this.#frame
    if (stageWidth < 1 || stageHeight < 1) return
    this.#density = Math.min(devicePixelRatio, Math.sqrt(PIXELS_MAX / (stageWidth * stageHeight)))
    const width = Math.max(1, Math.round(stageWidth * this.#density))
    const height = Math.max(1, Math.round(stageHeight * this.#density))
    for (const canvas of [overlay, sketch]) {
      canvas.width = width
      canvas.height = height
    }
    this.#image = new ImageData(width, height)
    this.#pixels = new Int32Array(this.#image.data.buffer)
    this.#rows = new DirtyRows(height)
    this.#look = { ...this.#look, edge: this.#density >= 1.5 ? 2 : 1 }
    // What is seen whole stays so; else the same place stays in the middle.
    this.change((frame, view) => (wasFit ? fitView(frame) : view))
    // An emptied canvas would be seen until the next frame.
    this.#draw()
  }

  #draw(): void {
    cancelAnimationFrame(this.#request)
    this.#request = 0
    this.onFrame()
    if (this.#viewIsNew) this.#placePicture()
    this.#drawMask()
    this.#placeRing()
    drawSketch(this.#elements.sketch, this.#sketch, this.#scaledView(), this.#density)
    this.#viewIsNew = false
    this.#dirty = null
  }

  #placePicture(): void {
    const { scale, x, y } = this.#view
    const { style } = this.#elements.picture
    style.transform = `translate(${x}px, ${y}px) scale(${scale})`
    style.imageRendering = scale > PIXELATED_FROM ? 'pixelated' : 'auto'
  }

  /** The view in pixels of the canvases. */
  #scaledView(): StageView {
    const { scale, x, y } = this.#view
    return { scale: scale * this.#density, x: x * this.#density, y: y * this.#density }
  }

  #drawMask(): void {
    const { width, height } = this.#image
    const all = { left: 0, top: 0, right: width, bottom: height }
    const view = this.#scaledView()
    const seen = this.#viewIsNew ? all : this.#dirty && screenRect(this.#dirty, view, this.#look.edge)
    const area = seen && intersect(all, seen)
    if (area && !isEmpty(area)) this.#rows.mark(area)
    // Another view is seen whole at once; of a wide brush the rest may come a frame later.
    let left = this.#viewIsNew ? Number.POSITIVE_INFINITY : FRAME_PIXELS_MAX
    while (left > 0) {
      const band = this.#rows.take(left)
      if (!band) return
      left -= (band.right - band.left) * (band.bottom - band.top)
      drawOverlay(this.#mask, { pixels: this.#pixels, width }, band, view, this.#look)
      const { top, right, bottom } = band
      this.#overlay?.putImageData(this.#image, 0, 0, band.left, top, right - band.left, bottom - top)
    }
    if (!this.#rows.isEmpty) this.request()
  }

  #placeRing(): void {
    const { ring } = this.#elements
    const shown = this.#ring
    ring.hidden = shown === null
    if (!shown) return
    const { x, y } = toStage(this.#view, shown.at)
    const size = Math.max(RING_LEAST_PX, shown.sizePx * this.#view.scale)
    ring.dataset.cross = String(shown.isCross)
    ring.style.width = `${size}px`
    ring.style.height = `${size}px`
    ring.style.transform = `translate(${x - size / 2}px, ${y - size / 2}px)`
  }
}

const RING_LEAST_PX = 5
