/** Where the files of an upload are kept. */

/** Everything of one upload. */
export function uploadFolder(uploadId: string): string {
  return `${UPLOADS_FOLDER}/${uploadId}`
}

/** Everything of all of them, one folder each, named by its id. */
export const UPLOADS_FOLDER = 'uploads'

/** As it is sent: of a picture, or of a mask. */
export function uploadKey(uploadId: string): string {
  return `${uploadFolder(uploadId)}/picture`
}

export function uploadThumbnailKey(uploadId: string): string {
  return `${uploadFolder(uploadId)}/thumbnail`
}
