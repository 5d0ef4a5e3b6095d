import { db } from '#lib/db.ts'
import { findStoredAnswer } from './attempt-storage.ts'
import type { Claim } from './claim-image.ts'
import { composeImage, composeSelect } from './compose-image.ts'
import { deliverImage } from './deliver-image.ts'

/** Recovery looks into storage first: the picture of a call whose worker was lost may be there, whole. */
export async function deliverStored(claim: Claim): Promise<boolean> {
  if (claim.ambiguousCalls === 0) return false
  const lost = await db.attempt.findMany({
    where: { imageId: claim.imageId, outcome: 'ambiguous' },
    select: { fence: true },
  })
  for (const { fence } of lost) {
    const answer = await findStoredAnswer(claim.imageId, fence)
    if (answer) {
      const job = await db.job.findUniqueOrThrow({ where: { id: claim.jobId }, select: composeSelect })
      const image = { imageId: claim.imageId, storedFence: fence, answer: answer.bytes }
      await deliverImage(claim, answer, { fence, composedKey: await composeImage(job, image) })
      return true
    }
  }
  return false
}
