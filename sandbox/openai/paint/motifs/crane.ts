import { type Art, n } from '../art.ts'
import { mix } from '../palettes.ts'

/** A crane in flight. `size` is about its wing span; `flip` turns it to the left. */
export function paintCrane(art: Art, x: number, y: number, size: number, flip: boolean): void {
  const { palette } = art
  const white = mix(palette.light, palette.skyLow, 0.12)
  const shade = mix(white, palette.near, 0.16)
  const dark = palette.near
  art.add(
    `<g transform="translate(${n(x)} ${n(y)}) scale(${n((flip ? -1 : 1) * (size / 100))} ${n(size / 100)})">
<path d="M-14,4L-48,13L-47,15L-14,8Z" fill="${dark}"/>
<path d="M-4,0C-14,-16 -12,-36 -2,-52C-1,-40 8,-30 14,-20C18,-13 18,-6 14,0Z" fill="${shade}"/>
<path d="M-2,-52C-1,-44 3,-38 7,-32L-4,-36Z" fill="${dark}"/>
<path d="M-18,6C-10,-4 8,-6 20,-2C32,-1 40,-6 48,-10C50,-8 50,-6 48,-5C40,0 32,6 20,8C8,12 -8,12 -18,6Z" fill="${white}"/>
<path d="M34,-3C40,-5 45,-8 49,-9.5L49,-6C44,-3 40,0 35,3Z" fill="${dark}"/>
<path d="M48,-10L62,-9L48.5,-6Z" fill="${mix(palette.sun, dark, 0.3)}"/><circle cx="48" cy="-9.6" r="2.2" fill="${palette.accent}"/>
<path d="M-6,3C-16,-6 -34,-20 -34,-42C-20,-36 2,-22 12,0Z" fill="${white}"/>
<path d="M-34,-42C-33,-34 -30,-28 -26,-22C-24,-26 -22,-30 -21,-35Z" fill="${dark}"/>
</g>`,
  )
}
