/** As Next hands them to a page. */
export type SearchParams = Record<string, string | string[] | undefined>

/** Of a name that stands there twice, the first. */
export function searchParamsOf(given: SearchParams): URLSearchParams {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) {
    const first = Array.isArray(value) ? value[0] : value
    if (first !== undefined) params.set(name, first)
  }
  return params
}
