// Beside a decoder, whose own loop stands still while WebAssembly works: ends it when it has grown too large, or is left alone.
import { writeSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { type MemoryWatch, tooLargeWords } from './decode-task.ts'

const LOOK_MS = 25
const { bytesMax, parentPid }: MemoryWatch = workerData

parentPort?.postMessage('watching')
while (process.ppid === parentPid) {
  if (process.memoryUsage.rss() > bytesMax) {
    writeSync(1, tooLargeWords)
    break
  }
  await delay(LOOK_MS)
}
process.kill(process.pid, 'SIGKILL')
