import { scryptSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../server/operators/passwordHash.ts'

const password = 'an operator’s password, as good as any'

it('what is stored of a password is scrypt’s, at what OWASP asks for: 32 MiB, three times', async () => {
  const { salt, hash } = await hashPassword(password)
  const derived = scryptSync(password, Buffer.from(salt, 'base64url'), 32, {
    N: 2 ** 15,
    r: 8,
    p: 3,
    maxmem: 64 * 1024 * 1024,
  })
  expect(hash).toBe(derived.toString('base64url'))
})

it('two who have the same are stored otherwise, and each is known by hers alone', async () => {
  const [one, other] = [await hashPassword(password), await hashPassword(password)]
  expect(one.salt).not.toBe(other.salt)
  expect(one.hash).not.toBe(other.hash)
  expect(await isPassword(password, one)).toBe(true)
  expect(await isPassword(password, { ...one, salt: other.salt })).toBe(false)
  expect(await isPassword(`${password} `, one)).toBe(false)
})
