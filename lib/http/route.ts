import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { log, logWith } from '#lib/log.ts'
import { observeRequest } from '#lib/metrics/observe.ts'
import { annotate } from '#lib/trace.ts'
import { AppError, type ErrorBody } from './app-error.ts'
import { checkOrigin } from './check-origin.ts'
import { checkText } from './check-text.ts'
import { clientAddress, networkOf } from './client-address.ts'
import { limit, type RateRule } from './rate-limit.ts'
import { readJson } from './read-body.ts'
import { parseInput } from './zod-problems.ts'

/** Enough for the longest prompt (32,000 characters) with every character written as an escape. */
const DEFAULT_MAX_BODY_BYTES = 256 * 1024

type Schema = z.ZodType | undefined
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined
type RouteParams = Record<string, string | string[] | undefined>
/** What Next hands to a route handler beside the request; null where the path has no parameters, whatever its types say. */
interface RouteContext {
  params: Promise<RouteParams | null>
}

interface RouteOptions<Who, Body extends Schema, Query extends Schema, Params extends Schema> {
  /**
   * `user`: signed in, else 401. `operator`: for anybody else it is as if the route did not exist. `visitor`: anyone; nobody is
   * looked up.
   */
  who: Who
  /** Counted per user, or per network for visitors, before anything of the body is read. */
  limit?: RateRule
  body?: Body
  query?: Query
  params?: Params
  maxBodyBytes?: number
}

interface Call<User, Body extends Schema, Query extends Schema, Params extends Schema> {
  user: User
  body: Parsed<Body>
  query: Parsed<Query>
  params: Parsed<Params>
  requestId: string
  /** The client's IP address, or `unknown`. */
  address: string
  request: Request
}

/** An object becomes a 200 with JSON; a Response goes out as it is. */
type Answer = Response | object

/**
 * Makes `route`, which wraps every route handler: request id, sign-in, origin check, limits, parsing, the error table and
 * one log line. `authenticate` is handed in because accounts stand above this room.
 */
export function createRoute<User extends { id: string; role?: string }>(
  authenticate: () => Promise<User | null>,
) {
  return function route<
    Who extends 'user' | 'operator' | 'visitor',
    Body extends Schema = undefined,
    Query extends Schema = undefined,
    Params extends Schema = undefined,
  >(
    options: RouteOptions<Who, Body, Query, Params>,
    handle: (
      call: Call<Who extends 'visitor' ? null : User, Body, Query, Params>,
    ) => Promise<Answer> | Answer,
  ) {
    return async function handleRequest(request: Request, context: RouteContext): Promise<Response> {
      const startedAt = performance.now()
      const requestId = requestIdOf(request)
      const address = clientAddress(request.headers)
      const pathParams = (await context.params) ?? {}
      let userId: string | undefined
      let response: Response
      let failure: unknown
      try {
        checkOrigin(request)
        const user = options.who === 'visitor' ? null : await authenticate()
        if (options.who === 'user' && !user) throw new AppError('unauthenticated')
        if (options.who === 'operator' && user?.role !== 'operator') throw new AppError('not_found')
        userId = user?.id
        if (options.limit) await limit(options.limit, user ? user.id : networkOf(address))
        const searchParams = Object.fromEntries(new URL(request.url).searchParams)
        const call = {
          user: user as Who extends 'visitor' ? null : User,
          params: parsePath(options.params, pathParams) as Parsed<Params>,
          query: parsePart(options.query, searchParams) as Parsed<Query>,
          body: (options.body
            ? parsePart(options.body, await readJson(request, options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES))
            : undefined) as Parsed<Body>,
          requestId,
          address,
          request,
        }
        const answer = await logWith({ requestId }, () => handle(call))
        response = answer instanceof Response ? answer : Response.json(answer)
      } catch (error) {
        failure = error
        response = errorResponse(error, requestId)
      }
      const { method } = request
      const route = routeOf(request, pathParams)
      const { status } = response
      const ms = Math.round(performance.now() - startedAt)
      const outcome = { requestId, method, route, status, ms, userId }
      observeRequest({ method, route, status, seconds: ms / 1000 })
      annotate({ 'huafang.request_id': requestId, 'huafang.user_id': userId })
      if (failure === undefined || failure instanceof AppError) log.info(outcome, 'request')
      else log.error({ ...outcome, err: failure }, 'request failed')
      return withHeaders(request, response, requestId)
    }
  }
}

function parsePart(schema: z.ZodType | undefined, input: unknown): unknown {
  if (!schema) return undefined
  checkText(input)
  return parseInput(schema, input)
}

/** A path that cannot name anything is answered like one that names nothing. */
function parsePath(schema: z.ZodType | undefined, params: RouteParams): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw new AppError('not_found')
  return parsed.data
}

/** A caller's own id is kept if it cannot break a log line or a header. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
}

/** The path with names for the values in it, so that logs and metrics can be counted by route. */
function routeOf(request: Request, params: RouteParams): string {
  const names = new Map<string, string>()
  for (const [name, value] of Object.entries(params)) {
    for (const part of [value ?? []].flat()) names.set(part, `:${name}`)
  }
  const route: string[] = []
  for (const segment of new URL(request.url).pathname.split('/')) {
    const part = names.get(segment) ?? names.get(decoded(segment)) ?? segment
    // A value of several segments is one value.
    if (!part.startsWith(':') || part !== route.at(-1)) route.push(part)
  }
  return route.join('/')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The answer to a failure; one that is not an AppError tells nothing about itself. */
export function errorResponse(error: unknown, requestId: string): Response {
  const appError = error instanceof AppError ? error : new AppError('internal')
  const body: ErrorBody = { code: appError.code, ...appError.details, requestId }
  const response = Response.json({ error: body }, { status: appError.status })
  const { retryAfterSeconds } = appError.details
  if (retryAfterSeconds !== undefined) response.headers.set('retry-after', String(retryAfterSeconds))
  return response
}

async function withHeaders(request: Request, response: Response, requestId: string): Promise<Response> {
  // A copy, because the headers of redirects and of fetched answers are read-only.
  const headers = new Headers(response.headers)
  headers.set('x-request-id', requestId)
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  // Next answers HEAD by way of GET and drops the body unread: an event stream or an open file would never be closed.
  const isHead = request.method === 'HEAD'
  if (isHead) await response.body?.cancel()
  const { status, statusText } = response
  return new Response(isHead ? null : response.body, { status, statusText, headers })
}
