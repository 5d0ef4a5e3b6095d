import { log } from '#lib/log.ts'

/**
 * Does something now and then every `ms` after it ended, never two at once. When it throws, or answers false, the next
 * turn comes after `whenItFails` instead.
 */
export function every(
  ms: number,
  task: () => Promise<unknown>,
  options: { whenItFails?: number } = {},
): { stop(): void } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  async function turn(): Promise<void> {
    let nextMs = ms
    try {
      if ((await task()) === false) nextMs = options.whenItFails ?? ms
    } catch (err) {
      log.error({ err }, 'a regular task failed')
      nextMs = options.whenItFails ?? ms
    }
    if (!stopped) timer = setTimeout(turn, nextMs)
  }

  void turn()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
