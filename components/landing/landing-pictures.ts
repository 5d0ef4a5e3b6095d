/** Painted by this workshop; widths and heights as in the files of public/landing. One array a row on the wall. */
export const landingPictures = [
  [
    { file: 'mountains', width: 1536, height: 1024, alt: 'pictureAlt1' },
    { file: 'tall', width: 1024, height: 1536, alt: 'pictureAlt2' },
  ],
  [
    { file: 'still', width: 1024, height: 1024, alt: 'pictureAlt3' },
    { file: 'wide', width: 1536, height: 864, alt: 'pictureAlt4' },
    { file: 'night', width: 1024, height: 1536, alt: 'pictureAlt5' },
  ],
] as const

export type LandingPictureFile = (typeof landingPictures)[number][number]
