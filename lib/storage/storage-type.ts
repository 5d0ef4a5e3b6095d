/**
 * Bytes by key. Keys are slash-separated and made by us, never by a user.
 * A `put` that has returned survives a power cut; a `put` that has not leaves nothing half-written under the key.
 */
export interface Storage {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** The bytes, or null where there are none. */
  get(key: string): Promise<Uint8Array | null>
  /** Opens for streaming, or null where there are none. */
  open(key: string): Promise<{ sizeBytes: number; stream: ReadableStream<Uint8Array> } | null>
  /** A handle on the bytes that reads them when they are asked for, not before; null where there are none. */
  openBlob(key: string, mediaType: string): Promise<Blob | null>
  delete(key: string): Promise<void>
  /** Forgets everything whose key begins with `<folder>/`. */
  deleteFolder(folder: string): Promise<void>
  /** The folders right below one, in no order; a folder that is not there has none. */
  folders(folder: string): AsyncIterable<{ name: string; changedAt: Date }>
  /** Writes and removes a probe. @throws when the place is full, read-only or away. */
  check(): Promise<void>
}
