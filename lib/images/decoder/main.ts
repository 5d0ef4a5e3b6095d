// A decoder: the only kind of process that looks into files of strangers. It knows no secret, opens no connection, and is ended
// when it needs too much. Started by ../decoders.ts.
import { once } from 'node:events'
import os from 'node:os'
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import { decodeMask } from './decode-mask.ts'
import { decodePicture } from './decode-picture.ts'
import {
  type DecodeAnswer,
  type DecodeTask,
  type Failure,
  type MemoryWatch,
  RefusedError,
  WriteError,
} from './decode-task.ts'
import { fitPicture } from './fit-picture.ts'

// Pages come before pictures.
os.setPriority(10)
const workerData: MemoryWatch = { bytesMax: Number(process.argv[2]), parentPid: process.ppid }
const watch = new Worker(new URL('./memory-thread.ts', import.meta.url), { workerData })
watch.unref()
process.once('disconnect', () => process.exit())
// No file is opened while nobody watches; tasks that come meanwhile wait.
await once(watch, 'message')

process.on('message', (task: DecodeTask) => {
  run(task).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      if (error instanceof RefusedError) process.send?.(error.refusal)
      else if (isOfFiles(error)) process.send?.({ failed: error.message } satisfies Failure)
      else throw error
    },
  )
})

function run(task: DecodeTask): Promise<DecodeAnswer> {
  if (task.kind === 'picture') return decodePicture(task)
  return task.kind === 'mask' ? decodeMask(task) : fitPicture(task)
}

/** Node's own errors of files name the system call. */
function isOfFiles(error: unknown): error is Error {
  return error instanceof WriteError || (error instanceof Error && 'syscall' in error)
}
