import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { EnvError, parseEnv, variableNames } from './env.ts'

const example = readFileSync(path.resolve(import.meta.dirname, '../.env.example'), 'utf8')
const exampleValues = Object.fromEntries(
  example
    .matchAll(/^([A-Z_]+)=(.*)$/gm)
    .map(([, name = '', value = '']) => [name, value.replace(/^"|"$/g, '')]),
)

const publicSite = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://huafang.example',
  AUTH_SECRET: 'a secret of at least 32 characters',
  SMTP_URL: 'smtps://user:password@mail.example:465',
  OPENAI_API_KEY: 'key',
}

function refusal(source: Record<string, string>): string {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  return ''
}

describe('a first start', () => {
  it('needs no variable', () => {
    expect(parseEnv({})).toMatchObject({
      PORT: 3000,
      publicUrl: 'http://localhost:3000',
      isPublic: false,
      provider: 'sandbox',
    })
  })

  it('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries(variableNames.map((name) => [name, '']))
    expect(parseEnv(empty)).toEqual(parseEnv({}))
  })
})

describe('an account elsewhere', () => {
  it('wants both halves of its key', () => {
    expect(refusal({ GITHUB_ID: 'x' })).toBe('GITHUB_SECRET: needed with GITHUB_ID')
    expect(refusal({ GOOGLE_SECRET: 'x' })).toBe('GOOGLE_ID: needed with GOOGLE_SECRET')
    expect(refusal({ GITHUB_ID: 'x', GITHUB_SECRET: 'y' })).toBe('')
  })
})

describe('a wrong value', () => {
  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'huafang.example'],
    ['DATABASE_URL', 'mysql://localhost/huafang'],
    ['AUTH_SECRET', 'short'],
    ['OPENAI_BASE_URL', 'ftp://example.com'],
    ['SMTP_URL', 'https://example.com'],
    ['MARKUP_BPS', '12.5'],
    ['AMBIGUOUS_CALLS', 'never'],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMITS', 'yes'],
    ['SANDBOX', 'stripe'],
  ])('is named: %s=%s', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^${name}: `))
  })

  it('does not hide another', () => {
    const message = refusal({ PORT: '0', LOG_LEVEL: 'loud' })
    expect(message).toContain('PORT: ')
    expect(message).toContain('LOG_LEVEL: ')
  })
})

describe('a public site', () => {
  it('starts with everything set', () => {
    expect(parseEnv(publicSite)).toMatchObject({ isPublic: true, provider: 'openai' })
  })

  it.each(['AUTH_SECRET', 'SMTP_URL', 'OPENAI_API_KEY'])('is refused without %s, by name', (name) => {
    const message = refusal({ ...publicSite, [name]: '' })
    expect(message).toMatch(new RegExp(`^${name}: `))
    expect(message.split('\n')).toHaveLength(1)
  })

  it('may have a provider with no key', () => {
    const env = parseEnv({ ...publicSite, OPENAI_API_KEY: '', OPENAI_BASE_URL: 'http://10.0.0.9:8000/v1/' })
    expect(env).toMatchObject({ provider: 'openai', OPENAI_BASE_URL: 'http://10.0.0.9:8000/v1' })
  })

  it('has the sandbox only when it is asked for by name', () => {
    const withoutProvider = { ...publicSite, OPENAI_API_KEY: '' }
    expect(refusal({ ...withoutProvider, SANDBOX_URL: 'http://127.0.0.1:4010' })).toContain('SANDBOX=openai')
    expect(parseEnv({ ...withoutProvider, SANDBOX: 'openai' }).provider).toBe('sandbox')
  })
})

describe('.env.example', () => {
  it('documents every variable, and no other', () => {
    expect(Object.keys(exampleValues).sort()).toEqual([...variableNames].sort())
  })

  it('shows the defaults', () => {
    expect(parseEnv(exampleValues)).toEqual(parseEnv({}))
  })

  it('has a comment above each group', () => {
    const paragraphs = example.split('\n\n').filter((paragraph) => /^[A-Z_]+=/m.test(paragraph))
    expect(paragraphs.filter((paragraph) => !paragraph.startsWith('#'))).toEqual([])
  })
})
