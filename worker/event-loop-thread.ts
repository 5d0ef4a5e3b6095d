// The thread behind watch-event-loop.ts. The event loop of the process may be dead: nothing here may need it, so not even
// console, which writes through it.
import { write } from 'node:fs'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { workerData } from 'node:worker_threads'
import { LOOKS, type WatchData } from './watch-event-loop.ts'

const { beats, lookMs, lastWords }: WatchData = workerData

function end(): void {
  process.kill(process.pid, 'SIGKILL')
}

let seen = Atomics.load(beats, 0)
for (let missed = 0; missed < LOOKS; ) {
  await delay(lookMs)
  const now = Atomics.load(beats, 0)
  missed = now === seen ? missed + 1 : 0
  seen = now
}
// Perhaps it stands still because nobody reads what it prints: then these words must not hold us up either.
if (lastWords) write(1, lastWords, end)
setTimeout(end, lastWords ? 500 : 0)
