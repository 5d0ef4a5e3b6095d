import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeFilters,
  filtersForApi,
  type LibraryFilters,
  pictureColours,
  pictureKinds,
  pictureShapes,
  readFilters,
  removableFilters,
  writeFilters,
} from './library-filters.ts'

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
const filtersOf: fc.Arbitrary<LibraryFilters> = fc.record(
  {
    q: fc.constantFrom('红', '山水', 'a fox & a "lantern"', '50% +1', '🦊', 'x'.repeat(200)),
    model: fc.constantFrom('gpt-image-2.6-flare', 'dall-e-2'),
    kind: fc.constantFrom(...pictureKinds),
    shape: fc.constantFrom(...pictureShapes),
    colour: fc.constantFrom(...pictureColours),
    from: day.map((date) => date.toISOString().slice(0, 10)),
    to: day.map((date) => date.toISOString().slice(0, 10)),
    favourite: fc.constant(true as const),
    folder: fc.uuid(),
    bin: fc.constant(true as const),
  },
  { requiredKeys: [] },
)

describe('filters in an address', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(filtersOf, (filters) => {
        expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters)
      }),
    )
  })

  it('are never an error, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('q', 'from', 'folder', 'bin'),
        (text, name) => {
          const filters = readFilters(new URLSearchParams([[name, text]]))
          expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters)
        },
      ),
    )
    const garbage =
      'q=%20%00&model=../x&kind=video&shape=&colour=%23f00&from=2026-02-30&to=0000-01-01&favourite=yes&folder=1&bin=true&x=1'
    expect(readFilters(new URLSearchParams(garbage))).toEqual({})
    expect(writeFilters({})).toBe('')
  })

  it('keep a long search to what is searched, and whole characters', () => {
    expect(readFilters(new URLSearchParams({ q: `  a \n b${'🦊'.repeat(300)}` })).q).toBe(
      `a b${'🦊'.repeat(197)}`,
    )
  })

  it('hand the API instants: the first day from its begin, the last to its end', () => {
    const query = new URLSearchParams(
      filtersForApi({ from: '2026-11-01', to: '2026-11-02', bin: true }, 'Asia/Shanghai'),
    )
    expect(Object.fromEntries(query)).toEqual({
      from: '2026-10-31T16:00:00.000Z',
      to: '2026-11-02T16:00:00.000Z',
      bin: '1',
    })
    expect(filtersForApi({}, 'UTC')).toBe('')
  })

  it('can be changed and taken away', () => {
    const filters: LibraryFilters = { q: 'fox', folder: 'f', bin: true }
    expect(changeFilters(filters, { q: undefined, shape: 'square' })).toEqual({
      folder: 'f',
      bin: true,
      shape: 'square',
    })
    expect(removableFilters({ ...filters, favourite: true })).toEqual(['q', 'favourite'])
  })
})
