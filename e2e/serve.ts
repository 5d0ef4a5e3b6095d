// The whole site for browser tests: as `npm start` runs it, on a data folder that is thrown away, with a quick sandbox.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { clientId, clientSecret, startOutsideServer } from '#lib/accounts/testing/outside-server.ts'
import { e2eDataFolder } from './fixtures/site.ts'

const mine = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'SANDBOX_URL',
  'SMTP_URL',
  'AUTH_SECRET',
]
const dataFolder = e2eDataFolder(Number(process.env.PORT))
rmSync(dataFolder, { recursive: true, force: true })

// Stands in for GitHub and Google alike; its page asks the browser what to answer.
const outside = await startOutsideServer()
outside.visitor = 'decides'

const site = spawn(process.execPath, ['scripts/start.ts'], {
  cwd: path.resolve(import.meta.dirname, '..'),
  env: {
    ...process.env,
    ...Object.fromEntries(mine.map((name) => [name, ''])),
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'warn',
    // Many accounts are made from one address.
    RATE_LIMITS: '0',
    SIGN_UP_BONUS_PER_NETWORK_DAILY: '100000',
    GITHUB_ID: clientId,
    GITHUB_SECRET: clientSecret,
    GITHUB_URL: outside.url,
    GITHUB_API_URL: outside.url,
    GOOGLE_ID: clientId,
    GOOGLE_SECRET: clientSecret,
    GOOGLE_ISSUER: outside.url,
    SANDBOX_DELAY_MS: process.env.SANDBOX_DELAY_MS || '150',
  },
  stdio: ['ignore', 'inherit', 'inherit'],
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => site.kill('SIGTERM'))
// Whoever started this may be killed; nobody else would stop the site then.
const starter = process.ppid
setInterval(() => {
  if (process.ppid !== starter) site.kill('SIGTERM')
}, 1_000).unref()
site.once('exit', (code) => {
  rmSync(dataFolder, { recursive: true, force: true })
  process.exit(code ?? 1)
})
