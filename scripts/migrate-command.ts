// npm run -s migrate: brings the database up to date, for sites whose parts are started one by one. `npm start` does it itself.
import './launcher/load-env-file.ts'
import process from 'node:process'
import { migrate } from './migrate.ts'

const url = process.env.DATABASE_URL
if (!url) {
  console.error('DATABASE_URL is not set: the embedded database is brought up to date by `npm start`.')
  process.exit(2)
}
try {
  await migrate(url)
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
