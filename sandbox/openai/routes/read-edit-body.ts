import type { Context } from 'hono'
import { invalidRequest, invalidType, missingParameter, unknownParameter } from '../api-error.ts'
import type { SentEdit } from '../checks/edit-request.ts'
import type { SentPicture } from '../checks/input-picture.ts'
import type { AppEnv } from '../sandbox.ts'
import { isObject, notParsed, readJsonObject } from './read-body.ts'

const integerFields = ['n', 'output_compression', 'partial_images', 'frame_count', 'frame_duration_ms']
const dataUrlMaxCharacters = 20_971_520

/** An edit as multipart form or as JSON with data URLs. */
export async function readEditBody(c: Context<AppEnv>): Promise<SentEdit> {
  const type = c.req.header('content-type') ?? ''
  return /^multipart\/form-data\b/i.test(type) ? readMultipart(c) : readJson(await readJsonObject(c))
}

async function readMultipart(c: Context<AppEnv>): Promise<SentEdit> {
  const form = await c.req.raw.formData().catch((error: unknown) => {
    // A body over the limit ends the reading too, and has its own answer.
    if (error instanceof Error && error.name === 'BodyLimitError') throw error
    throw notParsed('Could not parse multipart form.')
  })
  const sent: SentEdit = { fields: {}, images: [], mask: null, markup: null, json: false }
  const fields = new Map<string, unknown>()
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      if (['image', 'image[]', 'mask', 'markup'].includes(name)) throw invalidType(name, 'a file', value)
      if (fields.has(name)) throw duplicate(name)
      fields.set(name, parseField(name, value))
      continue
    }
    const picture = { name, bytes: Buffer.from(await value.arrayBuffer()), mediaType: value.type }
    if (name === 'image[]') sent.images.push({ ...picture, name: `image[${sent.images.length}]` })
    else if (name === 'image') {
      if (sent.images.length > 0) throw duplicate(name)
      sent.images.push(picture)
    } else if (name === 'mask' || name === 'markup') {
      if (sent[name] !== null) throw duplicate(name)
      sent[name] = picture
    } else throw unknownParameter(name)
  }
  sent.fields = Object.fromEntries(fields)
  return sent
}

/** Form fields are text; numbers and flags become what the JSON body would have had, if they look it. */
function parseField(name: string, text: string): unknown {
  if (integerFields.includes(name) && /^-?\d{1,9}$/.test(text)) return Number(text)
  if (name === 'stream' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function readJson(body: Record<string, unknown>): SentEdit {
  const { images, mask, ...fields } = body
  if (images === undefined || images === null) throw missingParameter('images')
  if (!Array.isArray(images)) throw invalidType('images', 'an array', images)
  return {
    fields,
    images: images.slice(0, 17).map((item: unknown, index) => readReference(`images[${index}]`, item)),
    mask: mask === undefined || mask === null ? null : readReference('mask', mask),
    markup: null,
    json: true,
  }
}

/** `{image_url}` with a data URL. There are no stored files here, and nothing is fetched from the network. */
function readReference(name: string, item: unknown): SentPicture {
  if (!isObject(item)) throw invalidType(name, 'an object', item)
  for (const key of Object.keys(item))
    if (key !== 'image_url' && key !== 'file_id') throw unknownParameter(`${name}.${key}`)
  const { image_url: url, file_id: fileId } = item
  if ((url === undefined) === (fileId === undefined))
    throw invalidRequest(
      'invalid_value',
      name,
      `Invalid '${name}': expected exactly one of 'image_url' and 'file_id'.`,
    )
  if (fileId !== undefined)
    throw invalidRequest('invalid_value', `${name}.file_id`, `Invalid '${name}.file_id': no such file.`)
  if (typeof url !== 'string') throw invalidType(`${name}.image_url`, 'a string', url)
  if (url.length > dataUrlMaxCharacters)
    throw invalidRequest(
      'string_above_max_length',
      `${name}.image_url`,
      `Invalid '${name}.image_url': string too long. Expected a string with maximum length ${dataUrlMaxCharacters}, but got a string with length ${url.length} instead.`,
    )
  const comma = url.indexOf(',')
  const head = /^data:([^,;]*)(?:;[^,;]*)*;base64$/i.exec(url.slice(0, comma))
  if (comma < 0 || !head)
    throw invalidRequest(
      'invalid_value',
      `${name}.image_url`,
      `Invalid '${name}.image_url': expected a base64 data URL; this server fetches nothing.`,
    )
  return { name, mediaType: head[1] ?? '', bytes: Buffer.from(url.slice(comma + 1), 'base64') }
}

function duplicate(name: string): Error {
  return invalidRequest(
    'duplicate_parameter',
    name,
    `Duplicate parameter: '${name}'. You provided multiple values for this parameter, whereas only one is allowed. If you are trying to provide a list of values, use the array syntax instead e.g. '${name}[]=<value>'.`,
  )
}
