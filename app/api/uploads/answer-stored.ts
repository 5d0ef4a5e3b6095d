import type { StoredUpload } from '#lib/uploads/store-upload.ts'

/** 201 for what is new, 200 for what was there already. */
export function answerStored({ upload, isNew }: StoredUpload): Response {
  return Response.json({ upload }, { status: isNew ? 201 : 200 })
}
