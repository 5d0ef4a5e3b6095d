import path from 'node:path'
import { defineConfig } from 'prisma/config'

// Prisma's own schema engine is a native binary that its installer downloads. The same engine exists as WebAssembly on
// npm, so that an install needs nothing but the registry; the script speaks the binary's protocol.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'scripts/schema-engine.mjs')

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // `prisma generate` runs where there is no database; only commands that need one fail on this address.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset@127.0.0.1:1/unset' },
})
