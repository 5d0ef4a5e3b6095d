import { ApiError } from './api.ts'

/**
 * Whether the server refused because prices or models of the page are of another day: then the page is to be fetched anew. After other
 * errors it must not be: where there is no line, Next leaves the page for the browser's own error page.
 */
export function isOutOfDate(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'quote_changed' || error.code === 'model_unavailable')
}
