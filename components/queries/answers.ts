import type { JobView, PictureView } from '#lib/jobs/view.ts'

/** What the API answers, page by page. */
export interface JobsPage {
  jobs: JobView[]
  nextCursor: string | null
}

export interface PicturesPage {
  images: PictureView[]
  nextCursor: string | null
}

export interface WalletView {
  available: number
  held: number
}
