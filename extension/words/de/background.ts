import type { english } from '../../background/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  waiting: 'ZAuth: Eine Anmeldung wartet',
}
