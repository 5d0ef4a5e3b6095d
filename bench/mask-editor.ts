import { setTimeout as delay } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { browserOptions } from '../e2e/browser/find-browser.ts'
import { costOfEvents } from './main-thread.ts'
import { percentiles } from './percentiles.ts'

const STROKES = 12
const MOVES = 30
const UNDOS = 12
const FRAME_MS = 17
/** How the brush is set before a round: by the keys that everybody has. */
const brushes = [
  { name: 'as it is at first', keys: [] },
  { name: 'the widest, fully soft', keys: [...keysOf(']', 50), ...keysOf('{', 12)] },
  { name: 'the widest, fully soft, at 100 %', keys: ['1'] },
] as const

function keysOf(key: string, times: number): string[] {
  return Array.from({ length: times }, () => key)
}

async function openEditor(browser: Browser, siteUrl: string, edge: number): Promise<Page> {
  const picture = await sharp({
    create: {
      width: edge,
      height: edge,
      channels: 3,
      background: '#4a7a9c',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.route('**/api/uploads/picture/file*', (route) =>
    route.fulfill({ body: picture, contentType: 'image/jpeg' }),
  )
  await page.goto(`${siteUrl}/dev/mask-editor/en?width=${edge}&height=${edge}`)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('application').waitFor()
  await page.evaluate(() => document.querySelector<HTMLImageElement>('.mask-stage img')?.decode())
  return page
}

/** Strokes across the stage with a mouse that tells of itself once a frame, by nothing that the page would notice. */
async function paint(page: Page, turn: number): Promise<void> {
  const box = await page.getByRole('application').boundingBox()
  if (!box) throw new Error('there is no stage')
  const cdp = await page.context().newCDPSession(page)
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x: box.x + box.width * x,
      y: box.y + box.height * y,
      ...(type === 'mouseMoved' ? { buttons: 1 } : { button: 'left', clickCount: 1 }),
    })
  for (let stroke = 0; stroke < STROKES; stroke += 1) {
    const height = 0.15 + (0.7 * ((stroke * 5 + turn) % STROKES)) / STROKES
    await mouse('mousePressed', 0.25, height)
    for (let move = 1; move <= MOVES; move += 1) {
      await mouse('mouseMoved', 0.25 + (0.5 * move) / MOVES, height + 0.06 * Math.sin(move / 3))
      await delay(FRAME_MS)
    }
    await mouse('mouseReleased', 0.75, height)
    await delay(FRAME_MS * 6)
  }
  await cdp.detach()
}

/** From the click on "use this mask" until its whole file has come. */
async function done(page: Page): Promise<{ sentMs: number; bytes: number }> {
  const sent = Promise.withResolvers<{ at: number; bytes: number }>()
  await page.route('**/api/uploads?*', (route) => {
    sent.resolve({ at: performance.now(), bytes: route.request().postDataBuffer()?.length ?? 0 })
    return route.fulfill({ status: 500, json: {} })
  })
  const startedMs = performance.now()
  await page.getByRole('button', { name: 'Use this mask' }).click()
  const { at, bytes } = await sent.promise
  return { sentMs: Math.round(at - startedMs), bytes }
}

/** The mask editor alone at one size, in a browser that draws as everybody's. */
export async function measureEditor(siteUrl: string, edge: number): Promise<object> {
  const browser = await chromium.launch(await browserOptions())
  try {
    const page = await openEditor(browser, siteUrl, edge)
    const rounds = []
    for (const [turn, brush] of brushes.entries()) {
      for (const key of brush.keys) await page.keyboard.press(key)
      const pointers = ['pointerdown', 'pointermove', 'pointerup']
      const events = await costOfEvents(browser, page, pointers, () => paint(page, turn))
      const keys = await costOfEvents(browser, page, ['keydown'], async () => {
        for (let step = 0; step < UNDOS; step += 1) {
          await page.keyboard.press('Control+z')
          await delay(FRAME_MS * 6)
        }
      })
      // Ctrl and Z are two keys, of which one does something.
      const undo = keys.filter((_, index) => index % 2 === 1)
      rounds.push({
        brush: brush.name,
        events: events.length,
        eventMs: percentiles(events.map(({ cpuMs }) => cpuMs)),
        eventWallMs: percentiles(events.map(({ wallMs }) => wallMs)),
        undoMs: percentiles(undo.map(({ cpuMs }) => cpuMs)),
      })
      await page.keyboard.press('0')
    }
    await paint(page, 1)
    const { sentMs, bytes } = await done(page)
    return { edge, aim: { eventMs: { p95: 8 } }, rounds, doneToSentMs: sentMs, maskBytes: bytes }
  } finally {
    await browser.close()
  }
}
