import { Gauge, Registry } from 'prom-client'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { readSite, type SiteState } from './read-site.ts'

/** However many ask, the database is asked this seldom. */
const FRESH_MS = 5_000

const imageStates = ['waiting', 'queued', 'preparing', 'calling', 'storing']
const outcomes = ['delivered', 'failed', 'ambiguous', 'abandoned']

type Labels = Record<string, string>

/** A registry for one scrape: what is gone from the database leaves no old number behind. */
function createGauges() {
  const registry = new Registry()
  function set(name: string, help: string, values: [labels: Labels, value: number][]): void {
    // Registered without labels it would say 0.
    if (!values[0]) return
    const labelNames = Object.keys(values[0][0])
    const gauge = new Gauge({ name: `huafang_${name}`, help, labelNames, registers: [registry] })
    for (const [labels, value] of values) gauge.set(labels, value)
  }
  return { registry, set }
}

type Set = ReturnType<typeof createGauges>['set']

function setQueue(set: Set, { images, queueAge, providers }: SiteState): void {
  const names = [...new Set([env.provider, ...[...providers, ...images].map((row) => row.provider)])]
  const counts = new Map(images.map((row) => [`${row.provider} ${row.state}`, row.count]))
  const ages = new Map(queueAge.map((row) => [row.provider, row.seconds]))
  set(
    'queue_age_seconds',
    'How long the oldest image that could be served stands in line',
    names.map((provider) => [{ provider }, ages.get(provider) ?? 0]),
  )
  set(
    'images',
    'Unfinished images by state; no count goes beyond 100,000',
    names.flatMap((provider) =>
      imageStates.map((state): [Labels, number] => [
        { provider, state },
        counts.get(`${provider} ${state}`) ?? 0,
      ]),
    ),
  )
}

function setAttempts(set: Set, { attempts, ambiguous }: SiteState): void {
  const counts = new Map(attempts.map((row) => [row.outcome, row.count]))
  set(
    'attempts_last_hour',
    'Attempts that ended within the last hour, by outcome',
    outcomes.map((outcome) => [{ outcome }, counts.get(outcome) ?? 0]),
  )
  set('ambiguous_attempts', 'Calls that may have cost us a picture nobody got', [[{}, ambiguous.total]])
  set('ambiguous_attempts_last_day', 'The same within the last 24 hours', [[{}, ambiguous.day]])
}

function setCredits(set: Set, { holds, ledgerCheck }: SiteState): void {
  set('holds_without_job', 'Open holds of jobs that do not exist, among the newest 10,000 holds', [
    [{}, holds.withoutJob],
  ])
  set('holds_of_finished_jobs', 'Open holds of jobs that are over, among the newest 10,000 holds', [
    [{}, holds.ofFinishedJobs],
  ])
  if (!ledgerCheck) return
  set('ledger_check_findings', 'What the last audit of the book found', [[{}, ledgerCheck.findings]])
  set('ledger_check_age_seconds', 'How long ago the last audit of the book ended', [
    [{}, ledgerCheck.seconds],
  ])
}

function setProviders(set: Set, { workers, providers, limits }: SiteState): void {
  set('workers_alive', 'Workers whose loops turn', [[{}, workers.alive]])
  set(
    'provider_stopped',
    'Whether the provider refuses our account',
    providers.map(({ provider, stopped }) => [{ provider }, stopped]),
  )
  const models = limits.map(({ provider, model, ...limit }) => ({ ...limit, labels: { provider, model } }))
  set(
    'model_paused_seconds',
    'How much longer a model is paused; 0 while it is not',
    models.map(({ labels, pausedSeconds }) => [labels, pausedSeconds ?? 0]),
  )
  set(
    'model_places',
    'Calls at once that are allowed now',
    models.map(({ labels, places }) => [labels, places]),
  )
  set(
    'model_rate_per_minute',
    'Calls a minute that are allowed now; nothing while no limit is known',
    models.flatMap(({ labels, rate }): [Labels, number][] => (rate === null ? [] : [[labels, rate]])),
  )
}

async function render(): Promise<string> {
  const { registry, set } = createGauges()
  try {
    const site = await readSite()
    for (const setPart of [setQueue, setAttempts, setCredits, setProviders]) setPart(set, site)
    set('site_readable', 'Whether the database answered', [[{}, 1]])
  } catch (err) {
    log.error({ err }, 'metrics: the database did not answer')
    set('site_readable', 'Whether the database answered', [[{}, 0]])
  }
  return registry.metrics()
}

let last: { at: number; text: Promise<string> } | undefined

/** The site's state in the text format of Prometheus, at most five seconds old, the same from every web process. */
export function siteMetricsText(now = Date.now()): Promise<string> {
  if (!last || now - last.at >= FRESH_MS) last = { at: now, text: render() }
  return last.text
}
