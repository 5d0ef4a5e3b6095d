import type { PictureColour } from './library-filters.ts'

/** One of each, as people would paint it: samples of pictures, not colours of the house. */
const samples: Record<PictureColour, string> = {
  red: '#c8372d',
  orange: '#e0812f',
  yellow: '#e9c63f',
  green: '#5a9a4a',
  teal: '#3a9a94',
  blue: '#3a6fb5',
  purple: '#7d559f',
  pink: '#e39ab0',
  brown: '#80543a',
  white: '#ffffff',
  grey: '#9a9894',
  black: '#1b1a19',
}

export function ColourSwatch(props: { colour: PictureColour }) {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-4 shrink-0 rounded-sm border border-edge"
      style={{ backgroundColor: samples[props.colour] }}
    />
  )
}
