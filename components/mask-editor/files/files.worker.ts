import { doFileWork, type FileWork } from './work.ts'

addEventListener('message', ({ data }: MessageEvent<{ id: number; work: FileWork }>) => {
  doFileWork(data.work).then(
    (result) => postMessage({ id: data.id, result }),
    (error: unknown) => postMessage({ id: data.id, failed: String(error) }),
  )
})
