// npm run floors: proves that imports between the rooms go down only.
import process from 'node:process'
import { findViolations } from './floors/find-violations.ts'
import { readSources } from './floors/read-sources.ts'

const sources = readSources()
const violations = findViolations(sources)
for (const violation of violations) console.error(violation)
if (violations.length > 0) process.exit(1)
console.log(`${sources.size} files keep to their floors`)
