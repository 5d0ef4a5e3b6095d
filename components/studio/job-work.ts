import { useCallback, useState } from 'react'
import type { JobView } from '#lib/jobs/view.ts'
import type { RetryTarget } from './retry-targets.ts'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm } from './studio-form.ts'
import { type Retried, useRetry } from './use-retry.ts'

/** What the parts of one job's entry share: the choices that are left, and trying again what failed. */
export interface JobWork {
  facts: StudioFacts
  onReuse?: (form: StudioForm) => void
  retrying: ReturnType<typeof useRetry>
  /** @param imageId where the focus goes when it is done: the button that was pressed is gone then */
  retryImage: (target: RetryTarget, imageId: string) => Promise<void>
  focusImageId: string | null
  onFocused: () => void
}

export function useJobWork(
  job: JobView,
  options: Pick<JobWork, 'facts' | 'onReuse'> & { onRetried: (retried: Retried) => void },
): JobWork {
  const retrying = useRetry(options.onRetried)
  const [pressed, setPressed] = useState<string | null>(null)
  const onFocused = useCallback(() => setPressed(null), [])
  const image = job.images.find(({ id }) => id === pressed)
  return {
    ...options,
    retrying,
    retryImage: (target, imageId) => {
      setPressed(imageId)
      return retrying.retry([target])
    },
    focusImageId: image?.retryJobId ? image.id : null,
    onFocused,
  }
}
