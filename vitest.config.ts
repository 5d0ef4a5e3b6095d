import { defineConfig } from 'vitest/config'

// What a developer has set for a site of their own must not change what the tests see.
const cleanEnvironment = {
  NODE_ENV: 'test' as const,
  PORT: '',
  PUBLIC_URL: '',
  TRUSTED_PROXY_HOPS: '',
  AUTH_SECRET: 'a secret that is only good for tests',
  OPENAI_API_KEY: '',
  OPENAI_BASE_URL: '',
  SANDBOX: '',
  SANDBOX_URL: '',
  SMTP_URL: '',
  GITHUB_ID: '',
  GITHUB_SECRET: '',
  GOOGLE_ID: '',
  GOOGLE_SECRET: '',
  SIGN_IN_LINKS: '',
  LOG_LEVEL: 'silent',
  DATABASE_URL: '',
}
const excluded = ['**/node_modules/**', '.next/**', 'data/**', 'e2e/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...excluded, '**/*.db.test.ts', '**/*.process.test.ts'],
          env: cleanEnvironment,
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: excluded,
          env: cleanEnvironment,
          globalSetup: 'scripts/testing/database-server.ts',
          setupFiles: 'scripts/testing/own-database.ts',
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        // Whole processes, started and killed for real: one after the other, on a built site.
        test: {
          name: 'process',
          include: ['**/*.process.test.ts'],
          exclude: excluded,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
