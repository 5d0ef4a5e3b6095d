import { Agent } from 'undici'
import { afterAll, afterEach, expect, it } from 'vitest'
import { downloadPicture } from './download-picture.ts'
import { startTestServer, type TestServer } from './test-server.ts'

const dispatcher = new Agent()
const picture = Buffer.from('all the bytes of a picture')
let server: TestServer | undefined

afterEach(() => server?.stop())
afterAll(() => dispatcher.close())

const pausesMs = [1, 1, 1]

it('repeats a download that failed in any way, until it has the whole picture', async () => {
  server = await startTestServer((_request, response, count) => {
    if (count === 1) response.writeHead(503).end()
    else if (count === 2) response.destroy()
    else if (count === 3) {
      // Promises more than it sends.
      response.writeHead(200, { 'content-length': picture.length })
      response.write(picture.subarray(0, 5), () => response.destroy())
    } else response.end(picture)
  })
  const bytes = await downloadPicture(`${server.url}/1.png`, dispatcher, { pausesMs })
  expect(Buffer.from(bytes)).toEqual(picture)
  expect(server.requests()).toBe(4)
})

it('gives up after four tries: the picture was made and cannot be had', async () => {
  server = await startTestServer((_request, response) => response.writeHead(404).end())
  const download = downloadPicture(`${server.url}/1.png`, dispatcher, { pausesMs })
  await expect(download).rejects.toMatchObject({ kind: 'ambiguous', code: 'download_failed' })
  expect(server.requests()).toBe(4)
})

it('does not read a link without end into memory', async () => {
  server = await startTestServer((_request, response) => {
    const flood = () => {
      if (!response.destroyed) response.write(Buffer.alloc(1024), flood)
    }
    flood()
  })
  const download = downloadPicture(`${server.url}/1.png`, dispatcher, { pausesMs: [], bytesMax: 10_000 })
  await expect(download).rejects.toMatchObject({ code: 'download_failed' })
})
