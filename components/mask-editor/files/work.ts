import type { Mask } from '../engine/mask.ts'
import { decodeMaskFile } from './decode.ts'
import { encodeBlackAndWhite, encodeMask } from './encode-png.ts'
import { withFewerSteps } from './fewer-steps.ts'
import type { MaskFile } from './read-mask.ts'

/** What is done beside the page where the browser can: reading and writing files of millions of pixels. */
export type FileWork =
  | { kind: 'encode'; mask: Mask; bytesMax: number }
  | { kind: 'blackAndWhite'; mask: Mask }
  | { kind: 'decode'; file: Blob }

export interface Encoded {
  file: Blob
  /** So many strengths are left of 256, because all of them would have made too large a file. */
  steps: number
}

export type FileResult<Work extends FileWork> = Work extends { kind: 'encode' }
  ? Encoded
  : Work extends { kind: 'decode' }
    ? MaskFile
    : Blob

export function doFileWork(work: FileWork): Promise<Encoded | Blob | MaskFile> {
  if (work.kind === 'decode') return decodeMaskFile(work.file)
  if (work.kind === 'blackAndWhite') return encodeBlackAndWhite(work.mask)
  return encodeWithin(work.mask, work.bytesMax)
}

/** Fewer strengths of soft edges where the file would be too large, which only noise can bring about. */
async function encodeWithin(mask: Mask, bytesMax: number): Promise<Encoded> {
  for (const steps of [256, 16, 4]) {
    const file = await encodeMask(steps === 256 ? mask : withFewerSteps(mask, steps))
    if (file.size <= bytesMax) return { file, steps }
  }
  return { file: await encodeMask(withFewerSteps(mask, 2)), steps: 2 }
}
