'use client'

import { FailedImageAction } from './failed-image-action.tsx'
import { FailedSheet } from './failed-sheet.tsx'
import { type FailureParts, type JobEntryProps, JobFrame } from './job-entry.tsx'
import { JobFailures } from './job-failures.tsx'
import { type JobWork, useJobWork } from './job-work.ts'

/** A job of which something was not painted, with why and what can be done. */
export function FailedJobEntry(props: JobEntryProps) {
  const work = useJobWork(props.job, props)
  return <JobFrame {...props} failures={failurePartsOf(props.job, work)} />
}

export function failurePartsOf(job: JobEntryProps['job'], work: JobWork): FailureParts {
  return {
    tile: (image) => (
      <FailedSheet image={image} isOnlyOne={job.n === 1}>
        <FailedImageAction image={image} job={job} work={work} />
      </FailedSheet>
    ),
    foot: (image) =>
      job.n > 1 && (
        <div className="mt-1 text-xs">
          <FailedImageAction image={image} job={job} work={work} />
        </div>
      ),
    all: <JobFailures job={job} work={work} />,
  }
}
