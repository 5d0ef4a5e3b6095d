import { rollDice } from './dice.ts'
import type { RawPicture } from './raw-picture.ts'

const side = 256
const noise = makeNoise()

/** Fine paper grain, in place. It also breaks up the steps of soft gradients. `strength` in levels of 255. */
export function addGrain({ pixels, width, height, channels }: RawPicture, strength: number): void {
  // Writing through this view clamps to 0…255.
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length)
  const scaled = Int8Array.from(noise, (value) => Math.round(value * strength))
  for (let y = 0; y < height; y++) {
    const row = (y & (side - 1)) * side
    // Each row of tiles starts elsewhere, so that the eye finds no squares.
    const shift = (y >> 8) * 97
    let at = y * width * channels
    for (let x = 0; x < width; x++) {
      const grain = scaled[row + ((x + shift + (x >> 8) * 61) & (side - 1))] ?? 0
      for (let channel = 0; channel < 3; channel++) {
        clamped[at + channel] = (clamped[at + channel] ?? 0) + grain
      }
      at += channels
    }
  }
}

/** Two dice give a bell-shaped noise between -1 and 1, which looks like paper; one gives television. */
function makeNoise(): Float32Array {
  const dice = rollDice('grain')
  return Float32Array.from({ length: side * side }, () => (dice.between(-1, 1) + dice.between(-1, 1)) / 2)
}
