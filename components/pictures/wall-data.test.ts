import { describe, expect, it } from 'vitest'
import { testPicture as picture } from './test-picture.ts'
import {
  followPicture,
  type Wall,
  wallOfLayout,
  wallOfPictures,
  withChange,
  withNewest,
  without,
  withPictures,
  withPicturesOf,
  withWindow,
} from './wall-data.ts'

/** Five pictures, the second of them wide; the newest is `a`. */
const layout = { asOf: '2026-11-22T00:00:00.000Z_a', count: 5, ratios: [1000, 1500], order: '01000' }
const five = [picture('a'), picture('b', 1536, 1024), picture('c'), picture('d'), picture('e')]
const full = wallOfLayout('', layout, five)
const ids = (wall: Wall | null) => wall?.pictures.map((each) => each?.id ?? '-').join('')

describe('a wall', () => {
  it('knows every proportion from the layout, and the pictures that came with the page', () => {
    const wall = wallOfLayout('', layout, five.slice(0, 2))
    expect(wall.ratios).toEqual([1, 1.5, 1, 1, 1])
    expect(ids(wall)).toBe('ab---')
  })

  it('does not put in pictures of the page that are not its first ones', () => {
    expect(ids(wallOfLayout('', layout, [picture('x'), ...five.slice(0, 2)]))).toBe('-----')
    expect(ids(wallOfLayout('', { asOf: null, count: 0, ratios: [], order: '' }, five))).toBe('')
  })

  it('takes a window in, unless other pictures hang there', () => {
    const wall = wallOfLayout('', layout)
    expect(ids(withWindow(wall, 1, five.slice(1, 3)))).toBe('-bc--')
    expect(withWindow(wall, 0, five.slice(1, 3))).toBeNull()
    expect(withWindow(wall, 4, five.slice(3))).toBeNull()
  })

  it('takes new pictures in on top, and goes on counting from where the server counts', () => {
    const wall = withNewest(full, [picture('y'), picture('z', 512, 1024), ...five.slice(0, 3)])
    expect(ids(wall)).toBe('yzabcde')
    expect(wall).toMatchObject({ head: 2, asOf: layout.asOf })
    expect(wall?.ratios.slice(0, 3)).toEqual([1, 0.5, 1])
  })

  it('sees what changed of the newest pictures, and that nothing is new', () => {
    const wall = withNewest(full, [{ ...picture('a'), favourite: true }, ...five.slice(1)])
    expect(wall?.pictures[0]?.favourite).toBe(true)
    expect(wall?.revision).toBe(full.revision)
    expect(withNewest(full, five)).toBe(full)
  })

  it('cannot go on where the newest pictures do not meet it', () => {
    expect(withNewest(full, [picture('y'), picture('z')])).toBeNull()
    expect(withNewest(full, [])).toBeNull()
    const empty = wallOfLayout('', { asOf: null, count: 0, ratios: [], order: '' })
    expect(withNewest(empty, [picture('y')])).toBeNull()
    expect(withNewest(empty, [])).toBe(empty)
  })

  it('is not true any more when one of the newest went elsewhere, though another of its shape moved up', () => {
    const squares = ['a', 'b', 'c', 'd'].map((id) => picture(id))
    const wall = wallOfPictures('', squares)
    expect(withNewest(wall, squares)).not.toBeNull()
    expect(
      withNewest(
        wall,
        squares.filter(({ id }) => id !== 'b'),
      ),
    ).toBeNull()
  })

  it('loses pictures, of those that came later too', () => {
    const wall = withNewest(full, [picture('y'), picture('z'), ...five])
    const left = without(wall ?? full, new Set([0, 3]))
    expect(ids(left)).toBe('zacde')
    expect(left.head).toBe(1)
    expect(left.ratios).toEqual([1, 1, 1, 1, 1])
  })

  it('changes what is said of some pictures', () => {
    const wall = withChange(full, new Set([1, 4]), { favourite: true })
    expect(wall.pictures.map((each) => each?.favourite)).toEqual([false, true, false, false, true])
    expect(wall.revision).toBe(full.revision)
  })

  it('follows a picture to where it hangs now', () => {
    const more = withNewest(full, [picture('y'), ...five]) ?? full
    const less = without(full, new Set([0]))
    expect([
      followPicture(full, 2, more),
      followPicture(full, 2, less),
      followPicture(full, 0, less),
    ]).toEqual([3, 1, null])
    // Where nobody knows which picture it was, its place is the best answer.
    expect(followPicture(wallOfLayout('', layout), 2, less)).toBe(2)
  })

  it('takes pictures back as they were', () => {
    const changed = withChange(full, new Set([1, 4]), { favourite: true })
    const back = withPictures(changed, five.slice(0, 2))
    expect(back.pictures.map((each) => each?.favourite)).toEqual([false, false, false, false, true])
  })

  it('keeps its pictures when it is laid out anew and is still the same', () => {
    expect(ids(withPicturesOf(wallOfLayout('', layout), full))).toBe('abcde')
    const shorter = { ...layout, count: 4, order: '0100' }
    expect(ids(withPicturesOf(wallOfLayout('', shorter), full))).toBe('----')
    expect(ids(withPicturesOf(wallOfLayout('', { ...layout, order: '10000' }), full))).toBe('-----')
  })

  it('can be drawn before there is a layout', () => {
    expect(wallOfPictures('', five).ratios).toEqual([1, 1.5, 1, 1, 1])
  })
})
