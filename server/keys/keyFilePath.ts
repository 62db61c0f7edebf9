import { join } from 'node:path'

/** Where a data folder keeps the verifier's own keys. */
export const keyFilePath = (data: string): string => join(data, 'keys.json')
