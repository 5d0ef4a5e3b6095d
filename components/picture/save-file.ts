import { ApiError, ask } from '#components/queries/api.ts'

/** Lets the browser fetch a file to keep. An answer that is none would take the place of the page, so it is asked about before. */
export async function saveOriginal(path: string): Promise<void> {
  await ask(path, { method: 'HEAD' })
  keep(path, '')
}

/** Fetches a file that is made only now, which nobody would ask for twice, and hands it to the browser to keep. @throws ApiError */
export async function saveMade(path: string): Promise<void> {
  const answer = await ask(path)
  const blob = await answer.blob().catch(() => {
    throw new ApiError('network')
  })
  const url = URL.createObjectURL(blob)
  keep(url, fileNameOf(answer.headers.get('content-disposition') ?? ''))
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}

/** As long as a browser may take to read it. */
const KEPT_MS = 60_000

function keep(href: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = fileName
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}

/** The name that a Content-Disposition of ours gives (lib/http/content-disposition.ts); empty where there is none. */
export function fileNameOf(disposition: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  try {
    return decodeURIComponent(extended ?? '')
  } catch {
    return ''
  }
}
