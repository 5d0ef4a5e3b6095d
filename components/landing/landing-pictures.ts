/**
 * Painted by this workshop (scripts/make-pictures.ts). Sizes in pixels, as they were ordered; names as in public/landing; `tiny` is the
 * picture 12 pixels long, WebP in base64, which lies in its place until it comes.
 */
export const landingPictures = {
  cranes: {
    width: 2048,
    height: 1152,
    tiny: 'UklGRjYAAABXRUJQVlA4ICoAAACQAQCdASoMAAcABABoJZQAAuWr0kAA/usj7Fm2Ko/Kk4CUmEaH6WYAAAA=',
  },
  stems: {
    width: 1024,
    height: 1536,
    tiny: 'UklGRkQAAABXRUJQVlA4IDgAAAAQAgCdASoIAAwABABoJQBOgCIftVuHnkAAAP7rJ2r9Np1KM0n0xveJ+DWIL1hKG64LcnhmL0AAAA==',
  },
  koi: {
    width: 1024,
    height: 1024,
    tiny: 'UklGRkYAAABXRUJQVlA4IDoAAACQAQCdASoMAAwABABoJZwAAlbKSgQA/pqSyC0phJbbx/00hByRQ2fbWzgkqioOhqBeZho/H+AwYcAA',
  },
  summer: {
    width: 1536,
    height: 1024,
    tiny: 'UklGRjgAAABXRUJQVlA4ICwAAADQAQCdASoMAAgABABoJZACdAD0nbIsgAD+6twpsOWZ1U4Ng9bQJIDIRAAAAA==',
  },
  aurora: {
    width: 1024,
    height: 1536,
    tiny: 'UklGRkAAAABXRUJQVlA4IDQAAADQAQCdASoIAAwABABoJZACdAD0LxQAAAD+zgUt/SGsOEI5H1djTGZqrikyKJkeVK6R2AAA',
  },
  pagoda: {
    width: 1024,
    height: 1024,
    tiny: 'UklGRkYAAABXRUJQVlA4IDoAAADwAQCdASoMAAwABABoJZgCdADco2qUwAAA/uxD5s/ntKv+dnki9MM69xW7xGDAKU4pw+MqpTwQr4AA',
  },
  hills: {
    width: 1536,
    height: 1024,
    tiny: 'UklGRjgAAABXRUJQVlA4ICwAAADwAQCdASoMAAgABABoJYwCdAEU+PBjteAA/u1atjCalP5Th2YvFGUp96pAAA==',
  },
  'hills-winter': {
    width: 1536,
    height: 1024,
    tiny: 'UklGRjgAAABXRUJQVlA4ICwAAACwAQCdASoMAAgABABoJYwCdAEOzFgAAP7v0hRPkqGblQMjOkb61A5ybItAAA==',
  },
  tower: {
    width: 1024,
    height: 1536,
    tiny: 'UklGRjwAAABXRUJQVlA4IDAAAADQAQCdASoIAAwABABoJZQCw7EOy/SdAAD+6sZYdskR3WOKURk835TZaPgXwPWMgAA=',
  },
  carp: {
    width: 1024,
    height: 1536,
    tiny: 'UklGRjwAAABXRUJQVlA4IDAAAACwAQCdASoIAAwABABoJZwAApyprQGgAPjWzrtcGoHL+dnuAbWgYIeAEPGvwbyAAgA=',
  },
  triptych: {
    width: 2048,
    height: 1024,
    tiny: 'UklGRkoAAABXRUJQVlA4ID4AAADQAQCdASoMAAYABABoJQAAXtObNqhOQAD8/7MEz4kr9mXS2Uwy5++/h6A/Q5DrOLZp+FlnULJpMHlOOgAAAA==',
  },
  'sea-mask': {
    width: 1024,
    height: 1024,
    tiny: 'UklGRjoAAABXRUJQVlA4IC4AAACwAQCdASoMAAwABABoJZgCdADyc6OgAP6M6ncq0cBLw+IVVgbIa+xhAT1vgAAA',
  },
  'sea-shore': {
    width: 1024,
    height: 1024,
    tiny: 'UklGRjQAAABXRUJQVlA4ICgAAACwAQCdASoMAAwABABoJYwCdAEOs7QAAP7gzWZbEP3oVZWAyYnq+VAA',
  },
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
