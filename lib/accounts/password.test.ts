import * as argon2 from '@node-rs/argon2'
import { describe, expect, it, vi } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

vi.mock('@node-rs/argon2', { spy: true })

describe('passwords', () => {
  it('are kept as argon2id with parameters that cost something', async () => {
    expect(await hashPassword('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('are recognised however the keyboard composed their characters', async () => {
    const stored = await hashPassword('cafe\u0301 密码')
    expect(await verifyPassword(stored, 'caf\u00e9 密码')).toBe(true)
    expect(await verifyPassword(stored, 'cafe 密码')).toBe(false)
  })

  it('of nobody cost the same check and are never right', async () => {
    const verify = vi.mocked(argon2.verify)
    verify.mockClear()
    expect(await verifyPassword(undefined, 'anything')).toBe(false)
    expect(verify).toHaveBeenCalledTimes(1)
    const [unknown] = verify.mock.calls[0] ?? []
    expect(String(unknown).split('$').slice(0, 4)).toEqual((await hashPassword('x')).split('$').slice(0, 4))
  })
})
