// node scripts/run-with-database.ts SCRIPT [ARGUMENTS]: runs a script with DATABASE_URL set, as withDatabase finds it.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { withDatabase } from './with-database.ts'

function run(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

let status = 1
try {
  await withDatabase(async () => {
    status = await run(process.argv.slice(2))
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
}
process.exit(status)
