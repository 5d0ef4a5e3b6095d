import { makeZip } from 'client-zip'

/** A file of an archive; what it holds is read when its turn has come. */
export interface ZipFile {
  name: string
  lastModified: Date
  input: AsyncIterable<string | Uint8Array>
}

/** A ZIP that is made while it is read, as fast as it is read. When its reader goes away, `files` ends where it stands. */
export function zipStream(files: AsyncGenerator<ZipFile, undefined>): ReadableStream<Uint8Array> {
  return makeZip({
    [Symbol.asyncIterator]: () => ({
      next: () => files.next(),
      // What client-zip calls in place of `return`.
      throw: () => files.return(undefined),
    }),
  })
}
