import { isKept } from '#lib/library/filters.ts'

/** Its owner threw it away for good, or left it in the bin for too long: its files may be there for some hours more. */
export function isGone(image: { state: string; picture: { deletedAt: Date | null } | null }): boolean {
  return image.state === 'delivered' && !(image.picture && isKept(image.picture.deletedAt))
}
