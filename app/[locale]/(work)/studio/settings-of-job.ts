import { z } from 'zod'
import { formOf, type StudioForm } from '#components/studio/studio-form.ts'
import { AppError } from '#lib/http/app-error.ts'
import { getJob } from '#lib/jobs/read-jobs.ts'

/** The settings of an earlier job (`?from=<id>`), to begin with; a job that is not there is no reason to refuse the studio. */
export async function settingsOfJob(userId: string, from: unknown): Promise<StudioForm | null> {
  const id = z.uuid().safeParse(from)
  if (!id.success) return null
  try {
    return formOf(await getJob(userId, id.data))
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
