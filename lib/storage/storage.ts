import { env } from '#lib/env.ts'
import { diskStorage } from './disk-storage.ts'
import type { Storage } from './storage-type.ts'

/** Where this site keeps its bytes. */
export const storage: Storage = diskStorage(env.DATA_DIR)
