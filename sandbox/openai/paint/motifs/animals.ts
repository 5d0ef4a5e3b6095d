import { type Art, n } from '../art.ts'
import { mix } from '../palettes.ts'

export type Animal = 'cat' | 'fox' | 'rabbit'

/** An animal that sits and looks at you. `x`, `y` is the ground under it, `size` its height; drawn in a 100 box. */
export function paintAnimal(art: Art, animal: Animal, x: number, y: number, size: number): void {
  const shapes = animal === 'cat' ? cat(art) : animal === 'fox' ? fox(art) : rabbit(art)
  const scale = n(size / 100)
  const shadow = `<ellipse cx="52" cy="99" rx="42" ry="4" fill="#000" fill-opacity="0.16"/>`
  art.add(
    `<g transform="translate(${n(x - size / 2)} ${n(y - size)}) scale(${scale})">${shadow}${shapes}</g>`,
  )
}

function cat({ palette }: Art): string {
  const fur = mix(palette.near, '#000000', palette.dark ? 0.1 : 0)
  const pale = mix(fur, palette.light, 0.18)
  const glow = mix(palette.sun, palette.light, 0.35)
  const line = `fill="none" stroke="${glow}" stroke-linecap="round"`
  return `<path d="M70,95C98,99 103,78 92,66C88,61 82,64 84,69" fill="none" stroke="${fur}" stroke-width="7.5" stroke-linecap="round"/>
<path d="M27,100C20,74 31,52 50,49C69,52 80,74 73,100Z" fill="${fur}"/>
<path d="M40,100C38,84 42,66 50,60C58,66 62,84 60,100Z" fill="${pale}" fill-opacity="0.55"/>
<path d="M31,30C29,20 29,12 31,7C37,10 43,15 47,20Z M69,30C71,20 71,12 69,7C63,10 57,15 53,20Z" fill="${fur}"/>
<path d="M34,22C33,18 33,15 34,12C37,14 40,16 42,19Z M66,22C67,18 67,15 66,12C63,14 60,16 58,19Z" fill="${palette.accent}" fill-opacity="0.7"/>
<ellipse cx="50" cy="35" rx="22" ry="18.5" fill="${fur}"/>
<path d="M36,35Q40,39 44,35M56,35Q60,39 64,35" ${line} stroke-width="1.5"/>
<path d="M48,41L52,41L50,43.4Z" fill="${palette.accent}"/>
<path d="M50,43.4V45.4M45.6,46Q48,48.4 50,45.6Q52,48.4 54.4,46" ${line} stroke-opacity="0.8" stroke-width="1.1"/>
<path d="M33,42L20,40M33,45L21,47M67,42L80,40M67,45L79,47" ${line} stroke-opacity="0.5" stroke-width="0.8"/>
<path d="M36,51Q50,58 64,51L63,55Q50,62 37,55Z" fill="${palette.accent}"/><circle cx="50" cy="59.5" r="2.6" fill="${glow}"/>
<path d="M44,100V92M56,100V92" stroke="${palette.light}" stroke-opacity="0.25" stroke-width="1.2" stroke-linecap="round"/>`
}

function fox({ palette }: Art): string {
  const fur = mix('#d9652b', palette.sun, 0.18)
  const deep = mix(fur, palette.near, 0.3)
  const cream = mix('#fff3e0', palette.light, 0.5)
  const dark = mix(palette.near, '#2a1a16', 0.5)
  return `<path d="M62,97C92,104 112,82 96,54C94,50 90,50 90,55C91,70 82,78 66,80Z" fill="${deep}"/>
<path d="M101,73C104,66 101,58 96,54C94,50 90,50 90,55C90.5,61 89,66 86.5,69.5C91,69 96,70 101,73Z" fill="${cream}"/>
<path d="M36,48C25,66 25,88 30,100L70,100C75,88 75,66 64,48Z" fill="${fur}"/>
<path d="M41,52C38,68 43,82 50,89C57,82 62,68 59,52Z" fill="${cream}"/>
<path d="M33,100C33,92 37,88 42,90L44,100ZM67,100C67,92 63,88 58,90L56,100Z" fill="${dark}"/>
<path d="M25,32C21,20 22,10 24,3C33,7 41,14 45,22ZM75,32C79,20 78,10 76,3C67,7 59,14 55,22Z" fill="${fur}"/>
<path d="M27.5,24C25.5,17 26,12 27,8.5C32,11 36,15 39,19ZM72.5,24C74.5,17 74,12 73,8.5C68,11 64,15 61,19Z" fill="${dark}"/>
<path d="M22,31C30,16 70,16 78,31C76,43 62,52 50,60C38,52 24,43 22,31Z" fill="${fur}"/>
<path d="M22,31C27,31 37,34 43,43C46,48 48,54 50,60C38,52 24,44 22,31ZM78,31C73,31 63,34 57,43C54,48 52,54 50,60C62,52 76,44 78,31Z" fill="${cream}"/>
<path d="M36,35.5Q39.5,39.5 43,36.5M57,36.5Q60.5,39.5 64,35.5" fill="none" stroke="${dark}" stroke-width="1.9" stroke-linecap="round"/>
<ellipse cx="50" cy="57.5" rx="3.8" ry="3" fill="${dark}"/>`
}

function rabbit({ palette }: Art): string {
  const fur = mix(palette.light, palette.far, 0.16)
  const shade = mix(palette.light, palette.far, 0.5)
  const dark = palette.near
  const pink = mix(palette.accent, palette.light, 0.5)
  return `<path d="M40,34C28,20 27,2 34,-6C43,2 46,18 46,32ZM60,34C72,20 73,2 66,-6C57,2 54,18 54,32Z" fill="${fur}"/>
<path d="M40,28C33,18 32,6 35,1C40,8 43,18 43.5,28ZM60,28C67,18 68,6 65,1C60,8 57,18 56.5,28Z" fill="${pink}" fill-opacity="0.75"/>
<circle cx="78" cy="88" r="9" fill="${palette.light}"/>
<path d="M26,100C18,76 32,56 50,54C68,56 82,76 74,100Z" fill="${shade}"/>
<path d="M37,100C34,84 41,70 50,66C59,70 66,84 63,100Z" fill="${fur}"/>
<ellipse cx="50" cy="43" rx="20" ry="17" fill="${fur}"/>
<circle cx="42" cy="41" r="2.3" fill="${dark}"/><circle cx="58" cy="41" r="2.3" fill="${dark}"/><circle cx="42.7" cy="40.3" r="0.7" fill="#fff"/><circle cx="58.7" cy="40.3" r="0.7" fill="#fff"/>
<circle cx="37" cy="47" r="3.2" fill="${pink}" fill-opacity="0.6"/><circle cx="63" cy="47" r="3.2" fill="${pink}" fill-opacity="0.6"/>
<path d="M48,47L52,47L50,49Z" fill="${pink}"/><path d="M46.5,51.5Q48.5,52.8 50,50.4Q51.5,52.8 53.5,51.5" fill="none" stroke="${dark}" stroke-width="1" stroke-linecap="round"/>
<ellipse cx="41" cy="98" rx="8" ry="4" fill="${fur}"/><ellipse cx="59" cy="98" rx="8" ry="4" fill="${fur}"/>`
}
