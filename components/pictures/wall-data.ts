import type { PictureLayout, PictureView } from '#lib/library/view.ts'

/** All pictures of a view, in order: their proportions at once, themselves as far as they were fetched. Never changed in place. */
export interface Wall {
  /** The filters, as the API takes them. */
  view: string
  /** From where the server counts; null for a view that was empty when it was laid out. */
  asOf: string | null
  /** How many on top came after that. The server's offsets begin below them. */
  head: number
  /** Width divided by height of each picture. */
  ratios: readonly number[]
  /** As long as `ratios`; undefined where a picture was not fetched yet. */
  pictures: readonly (PictureView | undefined)[]
  /** Another number after each change of which picture hangs where: what was asked for before is not put in then. */
  revision: number
}

let lastRevision = 0
function nextRevision(): number {
  lastRevision += 1
  return lastRevision
}

const CODE_OF_ZERO = 48
const THOUSANDTHS = 1000
/** Proportions travel in thousandths; more than this apart are two pictures. */
const RATIO_SLACK = 0.002

/** As the layout tells it, which knows no ribbon beyond 20 : 1. */
function ratioOf(picture: PictureView): number {
  return Math.min(Math.max(picture.width / picture.height, 1 / 20), 20)
}

/** What can be drawn before the layout is there: the pictures that came with the page. */
export function wallOfPictures(view: string, pictures: readonly PictureView[]): Wall {
  return { view, asOf: null, head: 0, ratios: pictures.map(ratioOf), pictures, revision: 0 }
}

/** @param first pictures that came with the page; they are put in if they are the first of the layout too */
export function wallOfLayout(view: string, layout: PictureLayout, first: readonly PictureView[] = []): Wall {
  const ratios = Array.from(
    layout.order,
    (character) => (layout.ratios[character.charCodeAt(0) - CODE_OF_ZERO] ?? THOUSANDTHS) / THOUSANDTHS,
  )
  const wall: Wall = {
    view,
    asOf: layout.asOf,
    head: 0,
    ratios,
    pictures: new Array<PictureView | undefined>(ratios.length).fill(undefined),
    revision: nextRevision(),
  }
  const top = first[0]
  if (!top || layout.asOf === null || !layout.asOf.endsWith(top.id)) return wall
  return withWindow(wall, 0, first) ?? wall
}

/**
 * The wall with pictures put in from `start` on; null if they cannot be those that hang there: the wall is not true any more.
 * The wall's order stays, and so does its revision.
 */
export function withWindow(wall: Wall, start: number, fetched: readonly PictureView[]): Wall | null {
  const fits = fetched.every((picture, position) => {
    const ratio = wall.ratios[start + position]
    return ratio !== undefined && Math.abs(ratio - ratioOf(picture)) <= RATIO_SLACK
  })
  if (!fits) return null
  if (fetched.every((picture, position) => picture === wall.pictures[start + position])) return wall
  const pictures = wall.pictures.slice()
  for (const [position, picture] of fetched.entries()) pictures[start + position] = picture
  return { ...wall, pictures }
}

/**
 * The wall with what is new on top, given the newest pictures of the view; null if the two do not meet, because too much came
 * or something went: it has to be laid out anew then.
 */
export function withNewest(wall: Wall, newest: readonly PictureView[]): Wall | null {
  const top = wall.pictures[0]
  if (wall.ratios.length === 0) return newest.length === 0 ? wall : null
  if (!top) return wall
  const fresh = newest.findIndex(({ id }) => id === top.id)
  if (fresh < 0) return null
  const same = newest.slice(fresh)
  // One of them went elsewhere, and those below it moved up.
  if (same.some(({ id }, index) => (wall.pictures[index]?.id ?? id) !== id)) return null
  const known = withWindow(wall, 0, same)
  if (!known) return null
  if (fresh === 0) return known
  const added = newest.slice(0, fresh)
  return {
    view: wall.view,
    asOf: wall.asOf,
    head: wall.head + fresh,
    ratios: [...added.map(ratioOf), ...known.ratios],
    pictures: [...added, ...known.pictures],
    revision: nextRevision(),
  }
}

/** The wall without some pictures. */
export function without(wall: Wall, indexes: ReadonlySet<number>): Wall {
  let goneFromHead = 0
  for (const index of indexes) if (index < wall.head) goneFromHead += 1
  return {
    view: wall.view,
    asOf: wall.asOf,
    head: wall.head - goneFromHead,
    ratios: wall.ratios.filter((_, index) => !indexes.has(index)),
    pictures: wall.pictures.filter((_, index) => !indexes.has(index)),
    revision: nextRevision(),
  }
}

/** The wall with some of its pictures changed, as far as they were fetched. */
export function withChange(
  wall: Wall,
  indexes: ReadonlySet<number>,
  change: Partial<Pick<PictureView, 'favourite' | 'folderId'>>,
): Wall {
  return {
    ...wall,
    pictures: wall.pictures.map((picture, index) =>
      picture && indexes.has(index) ? { ...picture, ...change } : picture,
    ),
  }
}

/** The wall with some of its pictures as they are given here, wherever they hang. */
export function withPictures(wall: Wall, pictures: readonly PictureView[]): Wall {
  const byId = new Map(pictures.map((picture) => [picture.id, picture]))
  return { ...wall, pictures: wall.pictures.map((picture) => picture && (byId.get(picture.id) ?? picture)) }
}

/** A wall that was laid out anew, with the pictures of the one before if it is the same. */
export function withPicturesOf(wall: Wall, before: Wall | undefined): Wall {
  if (!before || before.asOf !== wall.asOf || before.head > 0) return wall
  if (before.ratios.length !== wall.ratios.length) return wall
  if (before.ratios.some((ratio, index) => ratio !== wall.ratios[index])) return wall
  return { ...wall, pictures: before.pictures }
}

/** Where a picture hangs that hung at `index` in an earlier wall; null if it is gone. */
export function followPicture(earlier: Wall, index: number, wall: Wall): number | null {
  if (earlier.revision === wall.revision) return index
  const id = earlier.pictures[index]?.id
  const shifted = index + wall.head - earlier.head
  if (id === undefined) return shifted < wall.ratios.length ? shifted : null
  if (wall.pictures[shifted]?.id === id) return shifted
  const found = wall.pictures.findIndex((picture) => picture?.id === id)
  return found < 0 ? null : found
}
