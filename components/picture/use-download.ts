import { useState } from 'react'
import { downloadHref, type ExportFormat, type StoredFile } from './export-choices.ts'
import { saveMade, saveOriginal } from './save-file.ts'

export interface Download {
  start: (format: ExportFormat | StoredFile, edgePx?: number | null) => Promise<void>
  busy: boolean
  /** Why the last one did not come. */
  error: unknown
}

/** Downloads of one picture, one at a time. */
export function useDownload(imageId: string): Download {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })

  async function start(format: ExportFormat | StoredFile, edgePx?: number | null): Promise<void> {
    if (state.busy) return
    setState({ busy: true, error: null })
    const path = downloadHref(imageId, format, edgePx)
    try {
      await (format === 'original' || format === 'composed' ? saveOriginal(path) : saveMade(path))
      setState({ busy: false, error: null })
    } catch (error) {
      setState({ busy: false, error })
    }
  }
  return { start, ...state }
}
