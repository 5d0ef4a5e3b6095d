import process from 'node:process'
import { defineConfig } from '@playwright/test'
import { browserOptions } from './e2e/browser/find-browser.ts'

const port = Number(process.env.E2E_PORT || 4800)

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: await browserOptions(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'zh', use: { locale: 'zh-CN' } },
    // `@once`: about gestures, streams and bytes, where a language has no part.
    { name: 'en', use: { locale: 'en-US' }, grepInvert: /@once/ },
  ],
  webServer: {
    command: 'node e2e/serve.ts',
    url: `http://localhost:${port}/api/health`,
    env: { PORT: String(port) },
    // A first run builds.
    timeout: 240_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
})
