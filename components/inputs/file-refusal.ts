import { UPLOAD_BYTES_MAX } from '#lib/catalog/input-limits.ts'

/** Why a file is not sent at all: it would be refused when all of it has come. */
export class FileRefusal extends Error {
  override name = 'FileRefusal'
  readonly why: 'tooLarge' | 'empty'
  readonly sizeBytes: number

  constructor(why: FileRefusal['why'], sizeBytes: number) {
    super(why)
    this.why = why
    this.sizeBytes = sizeBytes
  }
}

/** @throws FileRefusal */
export function checkFile({ size }: Pick<File, 'size'>): void {
  if (size === 0) throw new FileRefusal('empty', size)
  if (size > UPLOAD_BYTES_MAX) throw new FileRefusal('tooLarge', size)
}
