import { createServer, type Server, type ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { closeGracefully } from './close-server.ts'

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

it('cuts streams of events at once, and lets other answers end', async () => {
  let slow: ServerResponse | undefined
  const server = createServer((request, response) => {
    if (request.url === '/events') response.setHeader('content-type', 'text/event-stream')
    else slow = response
    response.write('first ')
  })
  // A grace so long that only the test's own timeout would end it.
  const close = closeGracefully(server, 600_000)
  const origin = await listen(server)

  const events = await fetch(`${origin}/events`)
  const page = await fetch(`${origin}/page`)
  const closed = close()
  await expect(events.text()).rejects.toThrow()
  slow?.end('second')
  expect(await page.text()).toBe('first second')
  await closed
})

it('loses patience with an answer that does not end', async () => {
  const server = createServer((_request, response) => void response.writeHead(200).write('for ever'))
  const close = closeGracefully(server, 10)
  const answer = await fetch(await listen(server))
  await close()
  await expect(answer.text()).rejects.toThrow()
})
