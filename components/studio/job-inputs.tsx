'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { fileHref } from '#components/picture/input-words.ts'
import { MaskVeil } from '#components/ui/mask-veil.tsx'
import { StoredPicture } from '#components/ui/stored-picture.tsx'
import type { JobView } from '#lib/jobs/view.ts'

/** What a job works from, small, by the names that its prompt may call them; the mask lies over the first. */
export function JobInputs({ job }: { job: Pick<JobView, 'inputs' | 'mask'> }) {
  const t = useTranslate('job')
  const { inputs, mask } = job
  return (
    <ul aria-label={t('inputs')} className="mt-3 flex flex-wrap gap-x-2 gap-y-1">
      {inputs.map((input, index) => {
        const number = index + 1
        const name = t(mask && index === 0 ? 'inputMasked' : 'input', { number })
        const ratio = Math.min(2, Math.max(0.5, input.width / input.height))
        return (
          <li key={input.id} className="text-2xs text-soft" title={input.name}>
            <span
              className="relative block h-12 overflow-hidden bg-wash bg-cover"
              style={{ aspectRatio: ratio, backgroundImage: `url("${input.placeholder}")` }}
            >
              <StoredPicture
                src={fileHref(input, 'thumbnail')}
                alt=""
                width={input.width}
                height={input.height}
                className="relative size-full object-cover"
              />
              {mask && index === 0 && <MaskVeil src={fileHref(mask)} />}
            </span>
            {name}
          </li>
        )
      })}
    </ul>
  )
}
