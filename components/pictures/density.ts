/** How large pictures hang on the wall. Kept in a cookie, so that the server draws what the browser will. */
export type Density = 'large' | 'small'

export const densityCookie = 'wall'

export function asDensity(value: string | undefined): Density {
  return value === 'small' ? 'small' : 'large'
}
