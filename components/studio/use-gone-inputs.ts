import { useEffect, useRef, useState } from 'react'
import { fetchUpload } from '#components/queries/use-uploads.ts'
import type { StudioForm } from './studio-form.ts'

/**
 * Which of the form's pictures are deleted. Each is asked for once, when it comes into the form, as with a draft of last week; to be
 * asked for keeps it for some more days.
 */
export function useGoneInputs({ inputs, mask }: Pick<StudioForm, 'inputs' | 'mask'>): ReadonlySet<string> {
  const asked = useRef(new Set<string>())
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    for (const { id } of mask ? [...inputs, mask] : inputs) {
      if (asked.current.has(id)) continue
      asked.current.add(id)
      fetchUpload(id).then(
        (upload) => upload === null && setGone((before) => new Set([...before, id])),
        // Nothing is known of it then; the server looks again before it costs anything.
        () => asked.current.delete(id),
      )
    }
  }, [inputs, mask])
  return new Set([...inputs, ...(mask ? [mask] : [])].flatMap(({ id }) => (gone.has(id) ? [id] : [])))
}
