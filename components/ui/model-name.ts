/** How a model is written for people: `gpt-image-2.6-flare` → GPT Image 2.6 Flare. The id stays in every URL and request. */
export function modelName(id: string): string {
  return id
    .replace(/^dall-e-/, 'DALL·E ')
    .replace(/^gpt-image-/, 'GPT Image ')
    .replace(/^chatgpt-image-latest$/, 'ChatGPT Image')
    .replaceAll('-', ' ')
    .replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

/** The part of a message key that stands for a model; dots would nest. */
export function modelKey(id: string): string {
  return id.replaceAll('.', '_')
}

/** `1024x1536` → 1024 × 1536 */
export function sizeText(size: string): string {
  return size.replace('x', ' × ')
}
