import { hashText } from '../hash.ts'

/** Seeded chance: the same seed gives the same numbers on every machine. */
export interface Dice {
  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number
  /** A whole number, both ends included. */
  whole(low: number, high: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  chance(probability: number): boolean
}

export function rollDice(seed: string): Dice {
  let state = hashText(seed)
  // mulberry32
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    chance: (probability) => next() < probability,
  }
}

/** Smooth noise of one variable, about -1 to 1, with finer and finer octaves. */
export function waveNoise(dice: Dice, octaves: number, roughness: number): (x: number) => number {
  const waves = Array.from({ length: octaves }, (_, octave) => ({
    frequency: 2 ** octave * dice.between(0.85, 1.2),
    phase: dice.between(0, 6.283),
    height: roughness ** octave,
  }))
  const total = waves.reduce((sum, wave) => sum + wave.height, 0)
  return (x) =>
    waves.reduce((sum, wave) => sum + Math.sin(x * wave.frequency * 6.283 + wave.phase) * wave.height, 0) /
    total
}
