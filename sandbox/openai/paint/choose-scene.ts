import { hashText } from '../hash.ts'
import type { Animal } from './motifs/animals.ts'
import { type Palette, palettes } from './palettes.ts'

export type SceneName = 'mountains' | 'hills' | 'waves' | 'night' | 'botanical' | 'city' | 'ribbons' | 'pond'
export type Motif = Animal | 'crane' | 'boat' | 'pagoda'

export interface Choice {
  scene: SceneName
  /** The prompt names the scene. */
  isNamed: boolean
  motif: Motif | null
  palette: Palette
}

const sceneWords: readonly (readonly [SceneName, RegExp])[] = [
  ['pond', /鱼|鲤|池塘|荷塘|\b(?:fish|koi|pond|carp)\b/],
  ['city', /城|街|楼|都市|\b(?:city|cities|town|street|skyline|building)\b/],
  ['waves', /海|浪|波涛|\b(?:sea|ocean|waves?|beach|surf)\b/],
  ['botanical', /花|莲|梅|牡丹|玫瑰|草|叶|\b(?:flowers?|rose|botanical|lea(?:f|ves)|garden|lotus|plants?)\b/],
  ['mountains', /山|岭|峰|湖|江|\b(?:mountains?|peaks?|lake|river|valley)\b/],
  ['night', /夜|星|\b(?:night|stars?|galaxy|milky)\b/],
  ['hills', /田|丘|乡|林|树|\b(?:hills?|fields?|forest|trees?|village|meadow)\b/],
  ['ribbons', /抽象|渐变|图案|\b(?:abstract|gradient|pattern|minimal)\b/],
]
const motifWords: readonly (readonly [Motif, RegExp])[] = [
  ['cat', /猫|喵|\b(?:cats?|kittens?)\b/],
  ['fox', /狐|\bfox(?:es)?\b/],
  ['rabbit', /兔|\b(?:rabbits?|bunny|hare)\b/],
  ['crane', /鹤|鸟|雁|\b(?:cranes?|birds?|swans?)\b/],
  ['boat', /船|舟|帆|\b(?:boats?|ships?|sail\w*)\b/],
  ['pagoda', /塔|亭|庙|寺|宫|\b(?:pagoda|temple|palace|castle|tower)\b/],
]
const paletteWords: readonly (readonly [string, RegExp])[] = [
  ['ink', /水墨|墨|\bink\b/],
  ['snow', /雪|冬|\b(?:snow\w*|winter)\b/],
  ['autumn', /秋|枫|\b(?:autumn|fall leaves|maple)\b/],
  ['plum', /春|樱|桃|粉|\b(?:spring|cherry|blossom|pink)\b/],
  ['dusk', /夕|黄昏|晚霞|\b(?:dusk|sunset|twilight|evening)\b/],
  ['dawn', /晨|日出|朝|\b(?:dawn|sunrise|morning)\b/],
  ['aurora', /极光|\baurora\b/],
  ['desert', /沙|漠|\b(?:desert|dunes?)\b/],
  ['lagoon', /海|夏|\b(?:sea|ocean|summer|beach)\b/],
]
const nightWords = /夜|星|月|\b(?:night|stars?|moon\w*|galaxy|midnight)\b/

const fishWords = /鱼|鲤|\b(?:fish|koi|carp|salmon|tuna)\b/

export function namesFish(prompt: string): boolean {
  return fishWords.test(prompt.toLowerCase())
}

/** Scene, motif and colours by the prompt's words; what they leave open, its hash decides. */
export function chooseScene(prompt: string, seed: number, index: number): Choice {
  const text = prompt.toLowerCase()
  const motif = motifWords.find(([, words]) => words.test(text))?.[0] ?? null
  const night = nightWords.test(text)
  const named = sceneWords.find(([, words]) => words.test(text))?.[0]
  const open: readonly SceneName[] =
    motif === 'boat'
      ? ['mountains', 'waves']
      : motif === 'cat' || motif === 'fox' || motif === 'rabbit'
        ? night
          ? ['night', 'hills']
          : ['hills', 'mountains', 'hills']
        : motif === null
          ? ['mountains', 'hills', 'waves', 'botanical', 'ribbons', 'mountains']
          : ['mountains', 'hills']
  const scene = named ?? open[(seed + index) % open.length] ?? 'mountains'
  return {
    scene,
    isNamed: named !== undefined,
    motif,
    palette: choosePalette(text, scene, night, seed, index),
  }
}

function choosePalette(text: string, scene: SceneName, night: boolean, seed: number, index: number): Palette {
  const asked = paletteWords.find(([, words]) => words.test(text))?.[0]
  const dark = palettes.filter((palette) => palette.dark)
  const wanted = palettes.find((palette) => palette.name === asked)
  if (wanted && !(night && !wanted.dark) && !(scene === 'night' && !wanted.dark)) return wanted
  const fitting =
    night || scene === 'night'
      ? dark
      : scene === 'botanical' || scene === 'pond'
        ? palettes.filter((palette) => !palette.dark)
        : palettes
  // Another part of the hash than the scene's, or scenes and colours would always go together.
  return fitting[(hashText(`palette ${seed}`) + index) % fitting.length] ?? palettes[0]
}
