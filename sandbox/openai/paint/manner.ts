/** How a single input is made anew: drawn in lines, painted as for a picture book, or washed in the colours of the prompt. */
export type Manner = 'lines' | 'storybook' | 'wash'

const lineWords =
  /线稿|线描|白描|素描|简笔|激光|雕刻|镭雕|\b(?:line[\s-]?(?:art|work|drawing)s?|outlines?|engrav\w*|laser|colou?ring (?:page|book)|pen[\s-]and[\s-]ink|stencil)\b/
const storybookWords =
  /吉卜力|宫崎骏|龙猫|绘本|动画|动漫|水彩|童话|\b(?:ghibli|miyazaki|totoro|anime|watercolou?rs?|story\s?book|picture\s?book|gouache|hand[\s-]painted)\b/

export function mannerOf(prompt: string): Manner {
  const text = prompt.toLowerCase()
  if (lineWords.test(text)) return 'lines'
  return storybookWords.test(text) ? 'storybook' : 'wash'
}
