import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { DecodeTask } from '#lib/images/decoder/decode-task.ts'
import { inFolder, receiveFile } from './incoming.ts'
import { limitReceiving } from './limit-receiving.ts'
import { checkRoom, contentHashOf, findStored, type StoredUpload, storeUpload } from './store-upload.ts'
import { uploadName } from './upload-name.ts'

interface Sent {
  userId: string
  /** Its body is the file. */
  request: Request
  name: string
  /** The upload on which a mask was painted; null when what comes is a picture. */
  maskFor: string | null
}

/**
 * Takes a file from a browser: streamed to disk, decoded in a process of its own, and stored. The same twice is one.
 * @throws AppError that says what is wrong with it; not_found when the picture of a mask is not there
 */
export async function receiveUpload({ userId, request, name, maskFor }: Sent): Promise<StoredUpload> {
  checkRoom(userId)
  const painted = maskFor === null ? null : await findPicture(userId, maskFor)
  return inFolder(async (folder) => {
    const {
      path: source,
      sizeBytes,
      sha256,
    } = await limitReceiving(userId, () => receiveFile(request, folder))
    const task: DecodeTask = painted
      ? { kind: 'mask', source, folder, width: painted.width, height: painted.height }
      : { kind: 'picture', source, folder }
    const contentHash = painted ? contentHashOf('mask', painted.id, sha256) : contentHashOf('picture', sha256)
    const stored = await findStored(userId, contentHash)
    if (stored) return stored
    return storeUpload({
      ...{ userId, contentHash, task, folder, signal: request.signal },
      name: uploadName(name),
      sentBytes: sizeBytes,
      ...(painted && { sourceUploadId: painted.id }),
    })
  })
}

/** @throws AppError not_found when it is no picture of theirs */
export async function findPicture(userId: string, id: string) {
  const picture = await db.upload.findFirst({
    where: { id, userId, kind: 'picture' },
    select: { id: true, name: true, width: true, height: true, bytes: true, sourceImageId: true },
  })
  if (!picture) throw new AppError('not_found')
  return picture
}
