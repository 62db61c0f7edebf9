import { randomBytes, randomInt } from 'node:crypto'
import type { Client } from './client.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const duoIdLength = 20

/** An id that nobody has chosen; of the form that Duo's clients take when the website comes by that road. */
export function newClientId(roads: Client['roads']): string {
  if (roads.includes('duo'))
    return Array.from({ length: duoIdLength }, () => letters[randomInt(letters.length)]).join('')
  return randomBytes(12).toString('base64url')
}
