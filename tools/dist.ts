import { join } from 'node:path'

/** Where everything that is built lies. */
export const dist = join(import.meta.dirname, '..', 'dist')
