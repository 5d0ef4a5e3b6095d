/** Words that the sandbox's moderation flags, by category. Documented in docs/sandbox.md; good for tests only. */
const words: Record<string, readonly string[]> = {
  sexual: ['nude', 'porn', '裸体', '色情'],
  violence: ['murder', 'massacre', '凶杀', '屠杀'],
  'violence/graphic': ['gore', '血腥'],
  harassment: ['harass', '骚扰'],
  hate: ['hate speech', '仇恨言论'],
  'self-harm': ['self-harm', '自残'],
  illicit: ['bomb recipe', '炸弹配方'],
}

const categories = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
]
/** Categories that look at pictures too. */
const visual = [
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'violence',
  'violence/graphic',
]

export interface ModerationResult {
  flagged: boolean
  categories: Record<string, boolean>
  category_scores: Record<string, number>
  category_applied_input_types: Record<string, string[]>
}

export function moderateText(text: string): ModerationResult {
  const lower = text.toLowerCase()
  const hit = (category: string) => (words[category] ?? []).some((word) => lower.includes(word))
  return {
    flagged: categories.some(hit),
    categories: Object.fromEntries(categories.map((category) => [category, hit(category)])),
    category_scores: Object.fromEntries(
      categories.map((category) => [category, hit(category) ? 0.97 : 0.00001]),
    ),
    category_applied_input_types: Object.fromEntries(
      categories.map((category) => [category, visual.includes(category) ? ['text', 'image'] : ['text']]),
    ),
  }
}
