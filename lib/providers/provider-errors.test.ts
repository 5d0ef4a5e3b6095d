import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { type SandboxProcess, startSandboxProcess } from '../../scripts/testing/sandbox-process.ts'
import { openAiProvider } from './openai-provider.ts'
import { CallFailure, type ImageCall } from './provider.ts'
import { errorsByCode } from './provider-errors.ts'
import { startTestServer } from './test-server.ts'

let sandbox: SandboxProcess
beforeAll(async () => {
  sandbox = await startSandboxProcess()
})
afterAll(() => sandbox.stop())

async function failureAt(url: string, prompt: string, partialImages: number, apiKey = 'test') {
  const model = findModel('gpt-image-2')
  if (!model) throw new Error('no such model')
  const params = { ...defaultParams(model), quality: 'low' as const, partialImages }
  const call: ImageCall = {
    model: model.id,
    prompt,
    params,
    safetyIdentifier: 'user-hash',
    inputs: [],
    mask: null,
    onPartial: async () => {},
  }
  const provider = openAiProvider({ id: 'sandbox', baseUrl: `${url}/v1`, apiKey, timeoutMs: 20_000 })
  const error = await provider.generate(call).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof CallFailure)) throw new Error('the call did not fail as it should')
  return error
}

/** What the sandbox says to each word, in the facts' order; whole answers and streams alike. */
const rows = [
  ['[[blocked]]', 'moderation_blocked', 'refused', 'moderation_blocked'],
  ['[[blocked:output]]', 'moderation_blocked', 'refused', 'moderation_blocked'],
  ['[[error:content_policy_violation]]', 'content_policy_violation', 'refused', 'moderation_blocked'],
  [
    '[[error:image_content_policy_violation]]',
    'image_content_policy_violation',
    'refused',
    'moderation_blocked',
  ],
  ['[[error:invalid_value]]', 'invalid_value', 'refused', 'request_refused'],
  ['[[error:unsupported_file_mimetype]]', 'unsupported_file_mimetype', 'refused', 'input_refused'],
  ['[[error:missing_file_mimetype]]', 'missing_file_mimetype', 'refused', 'input_refused'],
  ['[[error:invalid_image_format]]', 'invalid_image_format', 'refused', 'input_refused'],
  ['[[error:image_parse_error]]', 'image_parse_error', 'refused', 'input_refused'],
  ['[[error:unsupported_image_media_type]]', 'unsupported_image_media_type', 'refused', 'input_refused'],
  ['[[error:image_too_large]]', 'image_too_large', 'refused', 'input_too_large'],
  ['[[error:image_file_too_large]]', 'image_file_too_large', 'refused', 'input_too_large'],
  ['[[error:billing_hard_limit_reached]]', 'billing_hard_limit_reached', 'account', 'provider_stopped'],
  ['[[error:invalid_api_key]]', 'invalid_api_key', 'account', 'provider_stopped'],
  ['[[error:unverified]]', 'http_403', 'account', 'provider_stopped'],
  ['[[error:model_not_found]]', 'model_not_found', 'refused', 'model_gone'],
  ['[[429:7]]', 'rate_limit_exceeded', 'pause', 'provider_busy'],
  ['[[error:slow_down]]', 'slow_down', 'pause', 'provider_busy'],
  ['[[quota]]', 'insufficient_quota', 'account', 'provider_stopped'],
  ['[[error:credit_balance_exhausted]]', 'credit_balance_exhausted', 'account', 'provider_stopped'],
  [
    '[[error:organization_spend_limit_exceeded]]',
    'organization_spend_limit_exceeded',
    'account',
    'provider_stopped',
  ],
  ['[[error:project_spend_limit_exceeded]]', 'project_spend_limit_exceeded', 'account', 'provider_stopped'],
  [
    '[[error:organization_usage_limit_exceeded]]',
    'organization_usage_limit_exceeded',
    'account',
    'provider_stopped',
  ],
  ['[[500]]', 'server_error', 'retryable', 'provider_unavailable'],
  ['[[503]]', 'server_is_overloaded', 'retryable', 'provider_unavailable'],
  ['[[gateway:502]]', 'http_502', 'ambiguous', 'no_answer'],
  ['[[gateway:503]]', 'http_503', 'ambiguous', 'no_answer'],
  ['[[gateway:504]]', 'http_504', 'ambiguous', 'no_answer'],
  ['[[gateway:524]]', 'http_524', 'ambiguous', 'no_answer'],
] as const

/** What the sandbox never says: Azure's codes, and ours for what has none. */
const saidElsewhere = [
  'content_filter',
  'DeploymentNotFound',
  'no_answer',
  'empty_answer',
  'stream_cut',
  'download_failed',
]

describe('a call that fails', () => {
  it.each(rows)('%s is %s: %s, told as %s', async (word, code, kind, says) => {
    for (const partialImages of [0, 1]) {
      const failure = await failureAt(sandbox.url, `a fox ${word}`, partialImages)
      expect(failure).toMatchObject({ code, kind, says })
    }
  })

  it('names the refused parameter, and the subjects of a block', async () => {
    expect(await failureAt(sandbox.url, '[[error:invalid_value]]', 0)).toMatchObject({ param: 'size' })
    const { moderation } = await failureAt(sandbox.url, 'a fox [[blocked:output]]', 1)
    expect(moderation).toEqual({ stage: 'output', categories: ['sexual'] })
  })

  it('is the operator’s matter when the key is wrong', async () => {
    const failure = await failureAt(sandbox.url, 'a fox', 0, 'sk-invalid-key')
    expect(failure).toMatchObject({ code: 'invalid_api_key', kind: 'account' })
  })

  it.each([
    [400, 'content_filter', 'refused', 'moderation_blocked'],
    [404, 'DeploymentNotFound', 'refused', 'model_gone'],
  ])('%i %s of Azure is %s, told as %s', async (status, code, kind, says) => {
    const server = await startTestServer((_request, response) => {
      const error = { message: 'No.', type: 'invalid_request_error', param: null, code }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
    })
    expect(await failureAt(server.url, 'a fox', 0)).toMatchObject({ code, kind, says })
    await server.stop()
  })
})

describe('the table', () => {
  it('has no code that no test provokes', () => {
    const provoked = new Set<string>([...rows.map(([, code]) => code), ...saidElsewhere])
    expect(Object.keys(errorsByCode).filter((code) => !provoked.has(code))).toEqual([])
  })

  it('is the one in docs/provider-errors.md', async () => {
    const file = path.join(import.meta.dirname, '../../docs/provider-errors.md')
    const text = await readFile(file, 'utf8')
    const section = text.slice(text.indexOf('\n## Codes'), text.indexOf('\n## Without a known code'))
    const row = /^\| [^|]+ \| `(\w+)`[^|]*\| (\w+) +\| (\w+) +\| (\w+) +\|$/gm
    const documented = [...section.matchAll(row)].map(([, code = '', kind, says, level]) => [
      code,
      { kind, says, level },
    ])
    expect(Object.fromEntries(documented)).toEqual(errorsByCode)
  })
})
