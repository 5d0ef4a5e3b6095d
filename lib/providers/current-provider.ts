import { env } from '#lib/env.ts'
import { openAiProvider } from './openai-provider.ts'
import type { Provider } from './provider.ts'

const OPENAI_BASE_URL = 'https://api.openai.com/v1'

let provider: Provider | undefined

/** The provider that new jobs go to: OpenAI or a compatible server when a key or a base URL is set, else the sandbox. */
export function currentProvider(): Provider {
  provider ??= connect()
  return provider
}

function connect(): Provider {
  if (env.provider === 'openai') {
    return openAiProvider({
      id: 'openai',
      baseUrl: env.OPENAI_BASE_URL ?? OPENAI_BASE_URL,
      // Some compatible servers on one's own network want no key, but the SDK does not start without.
      apiKey: env.OPENAI_API_KEY ?? 'none',
      timeoutMs: env.PROVIDER_TIMEOUT_MS,
    })
  }
  if (!env.SANDBOX_URL) throw new Error('SANDBOX_URL is not set: `npm start` starts the sandbox and sets it')
  return openAiProvider({
    id: 'sandbox',
    baseUrl: `${env.SANDBOX_URL}/v1`,
    apiKey: 'sandbox',
    timeoutMs: env.PROVIDER_TIMEOUT_MS,
  })
}
