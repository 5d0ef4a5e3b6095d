/** How files of this media type end: `jpg` for `image/jpeg`. */
export function endingOf(mediaType: string): string {
  return mediaType.replace('image/', '').replace('jpeg', 'jpg')
}
