import { db } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import type { ImageAnswer } from '#lib/providers/provider.ts'
import { noteSuccess } from '#lib/queue/provider-limits.ts'
import { reopenProvider } from '#lib/queue/provider-stop.ts'
import type { Claim } from './claim-image.ts'
import { tellProviderOpened } from './operator/tell-provider.ts'

/** A picture came: its provider is open, whatever stopped it, and may be asked a little more. Never costs the picture. */
export async function noteCallSuccess(
  { provider, model }: Claim,
  answer: ImageAnswer,
  calledAt: Date,
): Promise<void> {
  try {
    await noteSuccess(provider, model, answer.rateLimit)
    const state = await db.providerState.findUnique({ where: { provider }, select: { stoppedAt: true } })
    if (state?.stoppedAt) await reopen(provider, state.stoppedAt, calledAt)
  } catch (err) {
    log.error({ err, provider, model }, 'could not note a success')
  }
}

async function reopen(provider: string, stoppedAt: Date, calledAt: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await reopenProvider(tx, provider, calledAt))) return
    // The hour for which an image may be put off does not run while nothing could be tried.
    await tx.$executeRaw`
      UPDATE images SET started_at = NULL WHERE provider = ${provider} AND state = 'queued' AND started_at IS NOT NULL`
    await tellProviderOpened(tx, { provider, stoppedAt, now: new Date() })
  })
}
