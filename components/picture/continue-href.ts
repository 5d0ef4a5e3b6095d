/** The studio with these pictures as what to work from; it reads them once. */
export function continueHref(locale: string, ...imageIds: readonly string[]): string {
  return `/${locale}/studio?${imageIds.map((id) => `use=${id}`).join('&')}`
}
