import { randomUUID } from 'node:crypto'

interface DeliveredFile {
  bytes: Buffer
  diesAtMs: number
}

const keptMax = 400

/** Pictures behind the URLs of DALL·E answers. They die after their lifetime, as the provider's do (60 minutes). */
export class DeliveredFiles {
  readonly #files = new Map<string, DeliveredFile>()

  /** Answers the file's name. */
  add(bytes: Buffer, lifetimeMs: number): string {
    const name = `img-${randomUUID()}.png`
    this.#files.set(name, { bytes, diesAtMs: Date.now() + lifetimeMs })
    const oldest = this.#files.keys().next().value
    if (this.#files.size > keptMax && oldest !== undefined) this.#files.delete(oldest)
    return name
  }

  find(name: string): Buffer | null {
    const file = this.#files.get(name)
    if (file === undefined) return null
    if (file.diesAtMs > Date.now()) return file.bytes
    this.#files.delete(name)
    return null
  }
}
