import { expect, test } from 'vitest'
import { createLoadedDevices } from '../../server/match/loadedDevices.ts'
import { context, createPerson } from '../match/world.ts'

test('a thread keeps what it loaded for the devices that came last, and frees the rest', () => {
  const { publicKey, template } = createPerson(30)
  const devices = createLoadedDevices(context)
  const first = devices.of('first', publicKey, template)
  const second = devices.of('second', publicKey, template)
  for (let i = 0; i < 6; i++) devices.of(`other ${i}`, publicKey, template)
  expect(devices.of('first', publicKey, template)).toBe(first)
  devices.of('ninth', publicKey, template)
  expect(devices.of('first', publicKey, template)).toBe(first)
  expect([second.key, second.template].map((ciphertext) => ciphertext.isDeleted())).toEqual([true, true])
  expect(devices.of('second', publicKey, template)).not.toBe(second)
  for (let i = 0; i < 20; i++) devices.of(`stranger ${i}`, publicKey, template)
  expect([first.key, first.template].map((ciphertext) => ciphertext.isDeleted())).toEqual([true, true])
})

test('what SEAL does not take is not kept', () => {
  const { publicKey, template } = createPerson(30)
  const devices = createLoadedDevices(context)
  for (let i = 0; i < 2; i++) expect(() => devices.of('broken', publicKey, template.slice(1))).toThrow('encrypted data')
  expect(devices.of('broken', publicKey, template).template.isDeleted()).toBe(false)
})
