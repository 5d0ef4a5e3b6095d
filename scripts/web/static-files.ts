import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'

const prefix = '/_next/static/'
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const
const mediaTypes = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'application/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain; charset=utf-8'],
])

interface StaticFile {
  mediaType: string
  /** By Content-Encoding. */
  bodies: Map<string, Buffer>
}

/**
 * Answers for the files that the build has compressed (scripts/launcher/compress-static.ts), from memory: some hundred kilobytes, and a new
 * build beside a running site takes nothing away from it. What it has not, or a browser that takes no compression, is left to Next.
 * @returns whether it has answered
 */
export function staticFiles(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = readCompressed(folder)
  return (request, response) => {
    const { method, url = '' } = request
    if (!url.startsWith(prefix) || (method !== 'GET' && method !== 'HEAD')) return false
    const file = files.get(url.slice(prefix.length).split('?', 1)[0] ?? '')
    const accepted = acceptedEncodings(request.headers['accept-encoding'])
    const encoding = encodings.find(({ name }) => accepted.has(name) && file?.bodies.has(name))
    const body = encoding && file?.bodies.get(encoding.name)
    if (!file || !body) return false
    response.writeHead(200, {
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Encoding': encoding.name,
      'Content-Length': body.length,
      'Content-Type': file.mediaType,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(method === 'HEAD' ? undefined : body)
    return true
  }
}

function readCompressed(folder: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  if (!existsSync(folder)) return files
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const encoding = encodings.find(({ ending }) => name.endsWith(ending))
    if (!encoding) continue
    const plain = name.slice(0, -encoding.ending.length)
    const mediaType = mediaTypes.get(path.extname(plain))
    if (!mediaType) continue
    // Next writes the same name with `/` everywhere, and percent-encodes nothing in these folders.
    const key = plain.split(path.sep).join('/')
    const file = files.get(key) ?? { mediaType, bodies: new Map() }
    file.bodies.set(encoding.name, readFileSync(path.join(folder, name)))
    files.set(key, file)
  }
  return files
}

/** What an Accept-Encoding header takes; `q=0` refuses (RFC 9110, 12.5.3). */
function acceptedEncodings(header: string | string[] | undefined): Set<string> {
  const accepted = new Set<string>()
  for (const part of String(header ?? '').split(',')) {
    const [name = '', ...rest] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    if (!rest.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) accepted.add(name)
  }
  return accepted
}
