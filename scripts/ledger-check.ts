import process from 'node:process'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { jobRules } from '#lib/jobs/ledger-rules.ts'

// Audits the whole book and the jobs against it. `--json` prints the findings as an array. Exit code 1: something is wrong.

const findings = await audit(jobRules)
await db.$disconnect()

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(findings, null, 2))
} else if (findings.length === 0) {
  console.log('The book is sound.')
} else {
  for (const { rule, subject, detail } of findings) console.log(`${rule}: ${subject}: ${detail}`)
  console.log(`${findings.length} findings`)
}
process.exitCode = findings.length > 0 ? 1 : 0
