/** Painted by this workshop (scripts/make-pictures.ts). Sizes in pixels, as they were ordered; names as in public/landing. */
export const landingPictures = {
  cranes: { width: 2048, height: 1152 },
  stems: { width: 1024, height: 1536 },
  koi: { width: 1024, height: 1024 },
  summer: { width: 1536, height: 1024 },
  aurora: { width: 1024, height: 1536 },
  pagoda: { width: 1024, height: 1024 },
  hills: { width: 1536, height: 1024 },
  'hills-winter': { width: 1536, height: 1024 },
  tower: { width: 1024, height: 1536 },
  carp: { width: 1024, height: 1536 },
  triptych: { width: 2048, height: 1024 },
  'sea-mask': { width: 1024, height: 1024 },
  'sea-shore': { width: 1024, height: 1024 },
} as const

export type LandingPictureName = keyof typeof landingPictures

/** The wall beside the title, one array a row. */
export const wall: readonly (readonly LandingPictureName[])[] = [
  ['cranes', 'stems'],
  ['koi', 'summer', 'aurora'],
]

/** Width over height. */
export function ratioOf(name: LandingPictureName): number {
  const { width, height } = landingPictures[name]
  return width / height
}
