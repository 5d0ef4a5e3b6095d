import { log } from '#lib/log.ts'
import { createLine, type Line } from './decode-line.ts'
import type { DecodeAnswer, DecodeTask } from './decoder/decode-task.ts'
import { DecoderDied, DecoderFailed, type DecoderProcess, startDecoder } from './decoder-process.ts'

export interface DecodersOptions {
  /** Decoders at a time. */
  places?: number
  /** What takes longer is given up. */
  timeoutMs?: number
  /** One that has nothing to do for so long is ended. */
  idleMs?: number
  lineMax?: number
  lineMaxOfUser?: number
  lineMaxWithNewcomers?: number
  start?: () => DecoderProcess
}

export interface Decoders {
  /**
   * Has a file decoded in a process of its own, when it is its turn.
   * @throws LineFullError when too many wait; the signal's reason when whoever asked has gone; DecoderFailed
   */
  decode(userId: string, task: DecodeTask, signal: AbortSignal): Promise<DecodeAnswer>
  check: Line['check']
  /** Of those that live. */
  pids(): number[]
}

/** Keeps a few decoders: started when needed, used again, and replaced when one dies or takes too long. */
export function createDecoders({
  places = 2,
  timeoutMs = 30_000,
  idleMs = 20_000,
  lineMax = 60,
  lineMaxOfUser = 16,
  lineMaxWithNewcomers = 300,
  start = startDecoder,
}: DecodersOptions = {}): Decoders {
  const line = createLine({
    ...{ places, max: lineMax, maxOfUser: lineMaxOfUser, maxWithNewcomers: lineMaxWithNewcomers },
  })
  const all = new Set<DecoderProcess>()
  const idle = new Map<DecoderProcess, NodeJS.Timeout>()

  function take(): DecoderProcess {
    for (const [decoder, timer] of idle) {
      clearTimeout(timer)
      idle.delete(decoder)
      if (decoder.isAlive()) return decoder
      all.delete(decoder)
    }
    const decoder = start()
    all.add(decoder)
    return decoder
  }

  function end(decoder: DecoderProcess): void {
    decoder.kill()
    all.delete(decoder)
    idle.delete(decoder)
  }

  function giveBack(decoder: DecoderProcess): void {
    idle.set(decoder, setTimeout(() => end(decoder), idleMs).unref())
  }

  async function attempt(task: DecodeTask, signal: AbortSignal): Promise<DecodeAnswer> {
    const decoder = take()
    const { promise: stopped, reject, resolve } = Promise.withResolvers<DecodeAnswer>()
    const leave = () => reject(signal.reason)
    const timer = setTimeout(() => resolve({ refused: 'picture_too_demanding' }), timeoutMs)
    signal.addEventListener('abort', leave, { once: true })
    const working = decoder.run(task)
    try {
      const answer = await Promise.race([working, stopped])
      // Whether it is free again is known only when it was its own answer.
      if (answer.refused === 'picture_too_demanding') end(decoder)
      else giveBack(decoder)
      return answer
    } catch (error) {
      end(decoder)
      throw error
    } finally {
      // It will end unheard.
      working.catch(() => {})
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
    }
  }

  /** A decoder that dies for no reason of ours may have been in somebody's way: the file gets one more chance, with another. */
  async function decode(task: DecodeTask, signal: AbortSignal): Promise<DecodeAnswer> {
    for (let deaths = 0; ; ) {
      try {
        return await attempt(task, signal)
      } catch (error) {
        if (error instanceof DecoderFailed)
          log.error({ kind: task.kind }, `a decoder failed: ${error.message}`)
        if (!(error instanceof DecoderDied)) throw error
        log.warn({ kind: task.kind, deaths: deaths + 1 }, error.message)
        if (error.tooLarge) return { refused: 'picture_too_demanding' }
        if (++deaths === 2) return { refused: 'picture_damaged' }
      }
    }
  }

  return {
    check: line.check,
    decode: (userId, task, signal) => line.inTurn(userId, signal, () => decode(task, signal)),
    pids: () => [...all].flatMap(({ pid }) => pid ?? []),
  }
}

/** Next loads a module once for each of its bundles; they share the decoders and the line before them. */
const holder = globalThis as { huafangDecoders?: Decoders }
holder.huafangDecoders ??= createDecoders()
export const decoders: Decoders = holder.huafangDecoders
