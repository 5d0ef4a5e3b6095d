export const tools = ['brush', 'eraser', 'rectangle', 'lasso'] as const
export type Tool = (typeof tools)[number]

/** Far from each other, so that one of them is seen on any picture; the edge is dashed dark and light besides. */
export const colours = {
  red: [230, 40, 25],
  orange: [255, 140, 0],
  green: [0, 190, 80],
  blue: [30, 110, 255],
  magenta: [230, 30, 200],
} as const satisfies Record<string, readonly [number, number, number]>
export type ColourName = keyof typeof colours

/** What stays from picture to picture. */
export interface MaskSettings {
  tool: Tool
  /** Across, in pixels of the picture. */
  sizePx: number
  /** In hundredths. */
  hardness: number
  colour: ColourName
  /** Whether rectangle and lasso take away instead of adding. */
  shapesRemove: boolean
  /** Whether a pen that is pressed more paints wider. */
  penPressure: boolean
}

const NAME = 'huafang.mask'
export const SIZE_MIN = 1
const SIZE_MOST = 1024

export function sizeMax(width: number, height: number): number {
  return Math.min(SIZE_MOST, Math.max(width, height))
}

function between(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(most, Math.max(least, Math.round(value)))
    : null
}

/** As they were left in this browser, fit for a picture. */
export function readSettings(width: number, height: number): MaskSettings {
  const kept = readKept()
  const first = Math.round(Math.max(width, height) / 14)
  return {
    tool: tools.find((tool) => tool === kept.tool) ?? 'brush',
    sizePx: between(kept.sizePx, SIZE_MIN, sizeMax(width, height)) ?? Math.max(8, first),
    hardness: between(kept.hardness, 0, 100) ?? 80,
    colour: colourNames.find((name) => name === kept.colour) ?? 'red',
    shapesRemove: kept.shapesRemove === true,
    penPressure: kept.penPressure !== false,
  }
}

export const colourNames = Object.keys(colours).filter((name): name is ColourName => name in colours)

function readKept(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '{}')
    return typeof kept === 'object' && kept !== null ? { ...kept } : {}
  } catch {
    return {}
  }
}

export function keepSettings(settings: MaskSettings): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(settings))
  } catch {
    // Without storage they hold as long as the editor is open.
  }
}

const SIZE_STEP = 1.15

/** One press of [ or ]. */
export function steppedSize(sizePx: number, direction: 1 | -1, most: number): number {
  const next =
    direction === 1 ? Math.max(sizePx + 1, sizePx * SIZE_STEP) : Math.min(sizePx - 1, sizePx / SIZE_STEP)
  return Math.min(most, Math.max(SIZE_MIN, Math.round(next)))
}

/** Sliders go in hundredths, the size by its logarithm: fine where it is small. */
export function sizeToSlider(sizePx: number, most: number): number {
  return most <= SIZE_MIN ? 100 : (Math.log(sizePx / SIZE_MIN) / Math.log(most / SIZE_MIN)) * 100
}

export function sliderToSize(place: number, most: number): number {
  return Math.round(SIZE_MIN * (most / SIZE_MIN) ** (place / 100))
}
