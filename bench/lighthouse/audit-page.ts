import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { browserOptions } from '../../e2e/browser/find-browser.ts'

const run = promisify(execFile)
const cli = path.join(import.meta.dirname, 'node_modules/lighthouse/cli/index.js')
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const RUNS = 3

const metric = z.object({ numericValue: z.number() })
const listed = z.object({ score: z.number().nullable(), scoreDisplayMode: z.string(), title: z.string() })
const reportShape = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z
    .object({
      'largest-contentful-paint': metric,
      'total-blocking-time': metric,
      'cumulative-layout-shift': metric,
      'network-requests': z.object({
        details: z.object({
          items: z.array(
            z.object({ resourceType: z.string().optional(), transferSize: z.number().default(0) }),
          ),
        }),
      }),
    })
    .catchall(listed.loose()),
})
type Report = z.infer<typeof reportShape>

export interface PageAudit {
  /** 0 to 100, of the middle run by performance. */
  scores: Record<string, number>
  performanceOfAllRuns: number[]
  largestContentfulPaintMs: number
  totalBlockingMs: number
  layoutShift: number
  /** As transferred, so compressed. */
  scriptBytes: number
  imageBytes: number
  /** What failed in accessibility, best practices or SEO. */
  failed: string[]
}

/** Lighthouse and what it brings weigh as much as a tenth of the project: only this bench installs them, in a folder of their own. */
export async function installLighthouse(): Promise<void> {
  if (!existsSync(cli)) await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: import.meta.dirname })
}

/** One page as Lighthouse's phone on a slow line sees it. @param cookie who is signed in, as a Cookie header */
export async function auditPage(url: string, cookie: string | null): Promise<PageAudit> {
  const reports: Report[] = []
  for (let round = 0; round < RUNS; round++) {
    // Now and then its own recording of the page is broken, more than once in a row; it says so, and asks to be run again.
    const again = () => runLighthouse(url, cookie)
    reports.push(await again().catch(again).catch(again).catch(again))
  }
  const performance = (report: Report) => scoreOf(report, 'performance')
  reports.sort((a, b) => performance(a) - performance(b))
  const middle = reports[Math.floor(RUNS / 2)]
  if (!middle) throw new Error('some runs have a middle one')
  const { audits } = middle
  const bytesOf = (type: string) =>
    audits['network-requests'].details.items
      .filter(({ resourceType }) => resourceType === type)
      .reduce((sum, { transferSize }) => sum + transferSize, 0)
  return {
    scores: Object.fromEntries(categories.map((name) => [name, scoreOf(middle, name)])),
    performanceOfAllRuns: reports.map(performance),
    largestContentfulPaintMs: Math.round(audits['largest-contentful-paint'].numericValue),
    totalBlockingMs: Math.round(audits['total-blocking-time'].numericValue),
    layoutShift: Math.round(audits['cumulative-layout-shift'].numericValue * 1000) / 1000,
    scriptBytes: bytesOf('Script'),
    imageBytes: bytesOf('Image'),
    failed: Object.values(audits).flatMap((audit) =>
      'scoreDisplayMode' in audit && audit.scoreDisplayMode === 'binary' && audit.score === 0
        ? [audit.title]
        : [],
    ),
  }
}

function scoreOf(report: Report, name: string): number {
  return Math.round((report.categories[name]?.score ?? 0) * 100)
}

async function runLighthouse(url: string, cookie: string | null): Promise<Report> {
  const browser = await browserOptions()
  const { stdout } = await run(
    process.execPath,
    [
      cli,
      url,
      '--quiet',
      '--output=json',
      '--disable-full-page-screenshot',
      `--only-categories=${categories.join(',')}`,
      `--chrome-flags=--headless=new ${(browser.args ?? []).join(' ')}`,
      ...(cookie === null ? [] : [`--extra-headers=${JSON.stringify({ cookie })}`]),
    ],
    {
      env: { ...process.env, ...browser.env, CHROME_PATH: browser.executablePath },
      maxBuffer: 64 * 2 ** 20,
    },
  )
  return reportShape.parse(JSON.parse(stdout))
}
