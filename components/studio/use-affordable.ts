import { useEffect, useState } from 'react'
import type { Affordable } from './nearest-affordable.ts'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm } from './studio-form.ts'

/** What could be had for the credits that are there, where they are short of what the form asks for. Found out only then. */
export function useAffordable(
  form: StudioForm,
  facts: StudioFacts,
  available: number | undefined,
  total: number | null,
): Affordable | null {
  const [found, setFound] = useState<{ form: StudioForm; affordable: Affordable | null } | null>(null)
  const isShort = available !== undefined && total !== null && total > available
  useEffect(() => {
    if (!isShort) return
    let isLate = false
    import('./nearest-affordable.ts').then(
      ({ nearestAffordable }) => {
        if (!isLate) setFound({ form, affordable: nearestAffordable(form, facts, available) })
      },
      // Without the offer the form still says how much is missing.
      () => undefined,
    )
    return () => {
      isLate = true
    }
  }, [isShort, form, facts, available])
  return isShort && found?.form === form ? found.affordable : null
}
