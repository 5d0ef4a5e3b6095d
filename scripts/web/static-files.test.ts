import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compressStatic } from '../launcher/compress-static.ts'
import { staticFiles } from './static-files.ts'

const script = 'export const picture = "画坊"\n'.repeat(200)
const folder = mkdtempSync(path.join(os.tmpdir(), 'huafang-static-'))
let origin = ''
const server = createServer()

beforeAll(async () => {
  mkdirSync(path.join(folder, 'chunks'))
  writeFileSync(path.join(folder, 'chunks/a~b.js'), script)
  writeFileSync(path.join(folder, 'photo.png'), 'not text')
  await compressStatic(folder)
  const answer = staticFiles(folder)
  server.on('request', (request, response) => {
    if (!answer(request, response)) response.writeHead(404).end('left to Next')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address === 'object' && address) origin = `http://127.0.0.1:${address.port}`
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const ask = (file: string, encoding: string, method = 'GET') =>
  fetch(`${origin}/_next/static/${file}`, { method, headers: { 'accept-encoding': encoding } })

test.each([
  ['br, gzip', 'br'],
  ['gzip, br', 'br'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
])('a browser that takes %s gets the script in %s, whole, to keep for ever', async (accepted, encoding) => {
  const answer = await ask('chunks/a~b.js', accepted)
  expect(answer.headers.get('content-encoding')).toBe(encoding)
  expect(answer.headers.get('content-type')).toBe('application/javascript; charset=utf-8')
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(Number(answer.headers.get('content-length'))).toBeLessThan(script.length / 10)
  expect(await answer.text()).toBe(script)
})

test('HEAD answers with the same size and no body', async () => {
  const whole = await ask('chunks/a~b.js', 'br')
  const head = await ask('chunks/a~b.js', 'br', 'HEAD')
  expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'))
  expect(await head.text()).toBe('')
})

test.each([
  ['chunks/a~b.js', 'identity'],
  ['chunks/a~b.js', ''],
  ['chunks/a~b.js', 'br;q=0.0'],
  ['chunks/a~b.js.br', 'br'],
  ['photo.png', 'br'],
  ['none.js', 'br'],
  ['..%2fsecret.js', 'br'],
])('%s for a browser that takes "%s" is left to Next', async (file, accepted) => {
  expect((await ask(file, accepted)).status).toBe(404)
})

test('what is sent to it is left to Next', async () => {
  expect((await ask('chunks/a~b.js', 'br', 'POST')).status).toBe(404)
})

test('a site that is not built has none', () => {
  expect(() => staticFiles(path.join(folder, 'nowhere'))).not.toThrow()
})
