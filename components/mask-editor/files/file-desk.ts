import { doFileWork, type FileResult, type FileWork } from './work.ts'

interface Answer {
  id: number
  result?: unknown
  failed?: string
}

/** Has files read and written by a worker; by the page itself where there can be none. */
export class FileDesk {
  #worker: Worker | null
  #waiting = new Map<
    number,
    { work: FileWork; done: (result: unknown) => void; fail: (error: Error) => void }
  >()
  #next = 0

  constructor() {
    this.#worker = startWorker()
    if (!this.#worker) return
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#take(data)
    // It could not be loaded, or died: what it was asked for is done here.
    this.#worker.onerror = () => {
      this.#worker = null
      for (const { work, done, fail } of this.#waiting.values()) doFileWork(work).then(done, fail)
      this.#waiting.clear()
    }
  }

  /** @throws Error what is no picture, or too large */
  async do<Work extends FileWork>(work: Work): Promise<FileResult<Work>> {
    const worker = this.#worker
    if (!worker) return (await doFileWork(work)) as FileResult<Work>
    const id = this.#next
    this.#next += 1
    const result = new Promise((done, fail) => this.#waiting.set(id, { work, done, fail }))
    worker.postMessage({ id, work })
    return (await result) as FileResult<Work>
  }

  close(): void {
    this.#worker?.terminate()
    this.#worker = null
  }

  #take({ id, result, failed }: Answer): void {
    const asked = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (failed === undefined) asked?.done(result)
    else asked?.fail(new Error(failed))
  }
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module' })
  } catch {
    return null
  }
}
