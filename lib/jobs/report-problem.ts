import { z } from 'zod'
import { holdOffDeletion } from '#lib/accounts/lock-user.ts'
import { tellOperators } from '#lib/accounts/tell-operators.ts'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { reportReasons } from './report-view.ts'

export const reportBody = z.strictObject({
  /** The image it is about, where it is about one of the job's. */
  imageId: z.uuid().nullable(),
  reason: z.enum(reportReasons),
  text: z.string().trim().max(2000),
})

/**
 * Writes down what a user says is wrong with a job of theirs, and tells the operators by a letter with the ids. What the user
 * wrote stands on the operators' page only, and the prompt nowhere: mail travels.
 * @throws AppError unauthenticated where the account is gone; not_found for somebody else's job, and for an image that is not of this job
 */
export async function reportProblem(
  userId: string,
  jobId: string,
  report: z.infer<typeof reportBody>,
): Promise<void> {
  const { imageId, reason, text } = report
  await db.$transaction(async (tx) => {
    await holdOffDeletion(tx, userId)
    const job = await tx.job.findFirst({
      where: { id: jobId, userId, ...(imageId && { images: { some: { id: imageId } } }) },
      select: { user: { select: { email: true } } },
    })
    if (!job) throw new AppError('not_found')
    await tx.problemReport.create({ data: { userId, jobId, imageId, reason, text } })
    await tellOperators(tx, {
      letter: 'problem-reported',
      values: { email: job.user.email, jobId, imageId, reason },
    })
  })
}
