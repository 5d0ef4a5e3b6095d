import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import {
  type DecodeAnswer,
  type DecodeTask,
  type Failure,
  refusalCodes,
  tooLargeWords,
} from './decoder/decode-task.ts'
import { sentTypes } from './decoder/tell-type.ts'

/** Never more than this of resident memory: 100 megapixels of 16 bits a channel take half of it. */
const MEMORY_MAX_BYTES = 1536 * 1024 * 1024

/** Found from where the site runs, for in a bundle this module has no place of its own. */
const entry = path.join(/*turbopackIgnore: true*/ process.cwd(), 'lib/images/decoder/main.ts')

const side = z.number().int().positive()
const answerSchema: z.ZodType<DecodeAnswer | Failure> = z.union([
  z.object({ failed: z.string() }),
  z.object({ refused: z.enum(refusalCodes), params: z.record(z.string(), z.number()).optional() }),
  z.object({
    sent: z.object({ mediaType: z.enum(sentTypes), width: side, height: side }),
    mediaType: z.enum(['image/png', 'image/jpeg']),
    width: side,
    height: side,
    bytes: side,
    hasAlpha: z.boolean(),
    placeholder: z.string(),
  }),
])

/** It ended without an answer; `tooLarge` because it grew beyond its bound. */
export class DecoderDied extends Error {
  override name = 'DecoderDied'
  readonly tooLarge: boolean

  constructor(tooLarge: boolean) {
    super(tooLarge ? 'a decoder grew too large' : 'a decoder ended')
    this.tooLarge = tooLarge
  }
}

/** It could not read or write a file: for no fault of the picture. */
export class DecoderFailed extends Error {
  override name = 'DecoderFailed'
}

export interface DecoderProcess {
  pid: number | undefined
  /** One task at a time. @throws DecoderDied, DecoderFailed */
  run(task: DecodeTask): Promise<DecodeAnswer>
  isAlive(): boolean
  kill(): void
}

/** Starts a decoder (./decoder/main.ts). It holds nothing up: it ends with this process. */
export function startDecoder(memoryMaxBytes: number = MEMORY_MAX_BYTES): DecoderProcess {
  // None of the site's own environment: there are secrets in it. With more arenas glibc keeps twice the memory, for no speed.
  const env = { NODE_ENV: 'production' as const, MALLOC_ARENA_MAX: '1' }
  const child: ChildProcess = spawn(process.execPath, [entry, String(memoryMaxBytes)], {
    env,
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    serialization: 'json',
  })
  let words = ''
  let alive = true
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-1000)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', resolve)
    child.on('error', () => resolve())
  }).then(() => {
    alive = false
  })
  child.unref()
  child.channel?.unref()

  return {
    pid: child.pid,
    isAlive: () => alive,
    kill: () => child.kill('SIGKILL'),
    async run(task) {
      const { promise, resolve, reject } = Promise.withResolvers<DecodeAnswer>()
      const hear = (message: unknown) => {
        const parsed = answerSchema.safeParse(message)
        if (!parsed.success) reject(parsed.error)
        else if ('failed' in parsed.data) reject(new DecoderFailed(parsed.data.failed))
        else resolve(parsed.data)
      }
      child.once('message', hear)
      void ended.then(() => reject(new DecoderDied(words.includes(tooLargeWords))))
      child.send(task, (error) => {
        if (error) child.kill('SIGKILL')
      })
      return promise.finally(() => child.off('message', hear))
    },
  }
}
