// npm run build
import process from 'node:process'
import { build } from './launcher/build-if-stale.ts'

try {
  await build()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
