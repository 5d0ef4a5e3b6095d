/** The rooms of the project from the top down, as ARCHITECTURE.md draws them. Imports go down only. */
export const floors: readonly (readonly string[])[] = [
  ['e2e', 'bench'],
  ['app', 'worker', 'scripts'],
  ['components'],
  ['jobs', 'batches', 'payments', 'gallery'],
  [
    'accounts',
    'credits',
    'providers',
    'queue',
    'events',
    'mail',
    'webhooks',
    'audit',
    'library',
    'presets',
    'uploads',
  ],
  ['images', 'storage', 'http'],
  ['catalog', 'workflows', 'i18n'],
  // Metrics and traces stand where the log stands, so that every room may be watched; what metrics ask of the database is SQL.
  ['env', 'db', 'log', 'listen', 'metrics', 'trace'],
  ['prisma', 'messages'],
]

/** Neighbours that may be used all the same, `from → to`, each with the decision record that says why. */
export const neighbours: Readonly<Record<string, string>> = {
  'bench → e2e': 'docs/decisions/006-same-floor-imports.md',
  'accounts → audit': 'docs/decisions/006-same-floor-imports.md',
  'accounts → credits': 'docs/decisions/006-same-floor-imports.md',
  'accounts → events': 'docs/decisions/006-same-floor-imports.md',
  'accounts → mail': 'docs/decisions/006-same-floor-imports.md',
  'library → events': 'docs/decisions/006-same-floor-imports.md',
  'mail → queue': 'docs/decisions/006-same-floor-imports.md',
  'db → env': 'the ground floor stands on env',
  'log → env': 'the ground floor stands on env',
  'listen → env': 'the ground floor stands on env',
  'listen → log': 'docs/decisions/006-same-floor-imports.md',
  'metrics → env': 'the ground floor stands on env',
  'metrics → db': 'docs/decisions/014-metrics-and-traces.md',
  'metrics → log': 'docs/decisions/014-metrics-and-traces.md',
}

/** Rooms of tables and functions, which also run in the browser. */
export const pureRooms: readonly string[] = ['catalog', 'workflows', 'i18n']

/** What a pure room may import beside the types of another one. */
export const pureRoomNeeds: Readonly<Record<string, readonly string[]>> = { i18n: ['messages'] }

/** Where the environment may be read: everything else asks lib/env.ts. */
export const environmentReaders: readonly RegExp[] = [
  /^lib\/env\.ts$/,
  /^(scripts|e2e|bench)\//,
  /^[^/]+\.config\.(ts|js|mjs)$/,
  /^sandbox\/[^/]+\/main\.ts$/,
]
