import { words as sentences } from '../../../shared/words/es.ts'
import type { english } from '../sentenceOf.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = sentences
