/** One key each, pressed alone. */
export const shortcutKeys = { prompt: '/', models: 'm', compare: 'c', presets: 'p', list: '?' } as const
export type Shortcut = keyof typeof shortcutKeys
