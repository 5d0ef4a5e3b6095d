import { log } from '#lib/log.ts'

const PAUSE_MS = 2_000

/**
 * Starts something that needs the database, again and again until it does: to end would bring the database back no sooner, and
 * a launcher gives up a site whose part ends five times in a minute.
 * @param onTry called before each try
 */
export async function keepTrying<Started>(
  start: () => Promise<Started>,
  { onTry, pauseMs = PAUSE_MS }: { onTry: () => void; pauseMs?: number },
): Promise<Started> {
  for (;;) {
    onTry()
    try {
      return await start()
    } catch (err) {
      log.error({ err }, 'cannot start yet: trying again')
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
