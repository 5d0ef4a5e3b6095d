/** Where the files of an image are kept. */

/** Everything of all its attempts. */
export function attemptsFolder(imageId: string): string {
  return `attempts/${imageId}`
}

function attemptFolder(imageId: string, fence: number): string {
  return `${attemptsFolder(imageId)}/${fence}`
}

export function originalKey(imageId: string, fence: number): string {
  return `${attemptFolder(imageId, fence)}/original`
}

/** The answer with its unpainted parts put back. Beside it, so that it goes when the answer goes. */
export function composedKey(imageId: string, fence: number): string {
  return `${attemptFolder(imageId, fence)}/composed.png`
}

/** What the provider said beside the picture. */
export function answerKey(imageId: string, fence: number): string {
  return `${attemptFolder(imageId, fence)}/answer.json`
}

export function partialKey(imageId: string, fence: number, index: number): string {
  return `${attemptFolder(imageId, fence)}/partial-${index}`
}

export function previewKey(imageId: string): string {
  return `previews/${imageId}.webp`
}

/** Pictures from before there were thumbnails have none; their preview stands in. */
export function thumbnailKey(imageId: string): string {
  return `thumbnails/${imageId}.webp`
}
