import NextAuth, { type NextAuthOptions } from 'next-auth'

/** A request as next-auth's handler for Node wants it: parsed, and nothing that it would have to read by itself. */
export interface AuthRequest {
  method: string
  query: Record<string, string | string[]>
  body: Record<string, string> | undefined
  cookies: Record<string, string>
  headers: Record<string, string>
}

/** What it answers into. */
class Collected {
  #status = 200
  #body: string | null = null
  readonly #headers = new Headers()

  status(status: number): this {
    this.#status = status
    return this
  }
  getHeader(name: string): string[] {
    return name.toLowerCase() === 'set-cookie' ? this.#headers.getSetCookie() : []
  }
  setHeader(name: string, value: string | string[]): this {
    this.#headers.delete(name)
    for (const each of [value].flat()) this.#headers.append(name, each)
    return this
  }
  json(body: unknown): void {
    this.setHeader('content-type', 'application/json')
    this.#body = JSON.stringify(body)
  }
  send(body: unknown): void {
    if (typeof body === 'string') this.#body = body
    else if (body !== undefined) this.json(body)
  }
  end(): void {}

  response(): Response {
    return new Response(this.#body, { status: this.#status, headers: this.#headers })
  }
}

/**
 * next-auth's answer to one request. Through its handler for Node, because the other one reads cookies and headers past the request
 * it is given; its answers become the same Response.
 */
export async function answerAuth(options: NextAuthOptions, request: AuthRequest): Promise<Response> {
  const handle: (request: AuthRequest, response: Collected) => Promise<void> = NextAuth(options)
  const collected = new Collected()
  await handle(request, collected)
  return collected.response()
}
