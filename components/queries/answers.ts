import type { JobView } from '#lib/jobs/view.ts'

/** What the API answers, page by page. */
export interface JobsPage {
  jobs: JobView[]
  nextCursor: string | null
}

export interface WalletView {
  available: number
  held: number
}
