export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const themeCookie = 'theme'

export function asTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'auto'
}
