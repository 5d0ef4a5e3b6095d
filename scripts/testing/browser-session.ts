import { z } from 'zod'

const csrfAnswer = z.object({ csrfToken: z.string() })

/**
 * Signs in over HTTP as a browser would.
 * @returns the cookies to send along as the header `cookie`
 */
export async function signIn(
  siteUrl: string,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const jar = new Map<string, string>()
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair)
    }
  }
  const cookie = () => [...jar.values()].join('; ')
  const csrf = await fetch(`${siteUrl}/api/auth/csrf`)
  keep(csrf)
  const { csrfToken } = csrfAnswer.parse(await csrf.json())
  const answer = await fetch(`${siteUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookie() },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  keep(answer)
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)
  return cookie()
}
