import { openClients } from '../clients/openClients.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { ageOfAnswerKey } from '../keys/ageOfAnswerKey.ts'
import { ageOfIdTokenKey } from '../keys/ageOfIdTokenKey.ts'
import { retiredPrivateKeys } from '../keys/retiredPrivateKeys.ts'
import { storedKeys } from '../keys/storedKeys.ts'
import type { Documents } from '../documents/documents.ts'
import { openDocuments } from '../documents/openDocuments.ts'
import { beginning } from './beginning.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

const day = 24 * 60 * 60_000
/** Months in which a key has been where it can be copied. */
const oldKey = 365 * day

/** What is stored: that it can be reached and opened, the keys, and the registered websites. */
export async function checkStored(config: VerifierConfig, now: number): Promise<Finding[]> {
  const where = config.database === undefined ? 'stored' : 'database'
  let documents: Documents
  try {
    documents = await openDocuments(config)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [wrong(where, error.message, 'Set it right, and run this again.')]
  }
  try {
    const reached =
      config.database === undefined ? 'What is stored can be opened.' : 'The database is there, and of this version.'
    return [fine(where, reached), await keys(config, documents, now), await websites(config, documents)]
  } finally {
    await documents.close()
  }
}

async function keys({ data, database }: VerifierConfig, documents: Documents, now: number): Promise<Finding> {
  const document = await documents.read('keys')
  if (document === null) {
    if (database !== undefined)
      return unknown('keys', 'There are none yet: they are made when the verifier first starts.')
    return wrong('keys', `There are none in ${data}: zauth serve does not start.`, beginning)
  }
  try {
    const { idToken, answer } = storedKeys(documents, document)
    const left = retiredPrivateKeys(answer, now)
    if (left > 0)
      return wrong('keys', `Of those that signed answers to extensions, ${left} could still sign.`, 'zauth keys prune')
    const ages = [
      ['id_tokens', ageOfIdTokenKey(idToken, now), 'zauth keys rotate'],
      ['answers to extensions', ageOfAnswerKey(answer, now), 'zauth keys rotate --answers'],
    ] as const
    const sentences = ages.map(([what, age]) => `The one that signs ${what} ${asAge(age)}.`)
    const old = ages.findIndex(([, age]) => age !== null && age > oldKey)
    return old < 0
      ? fine('keys', `They can be used. ${sentences.join(' ')}`)
      : wrong('keys', sentences[old] ?? '', ages[old]?.[2] ?? '')
  } catch (error) {
    return wrong('keys', error instanceof Error ? error.message : String(error), 'Put a copy back: zauth restore.')
  }
}

/** The first of a verifier may have no date of its own. */
const asAge = (age: number | null): string =>
  age === null ? 'is the first' : `has done so for ${Math.floor(age / day)} days`

async function websites(config: VerifierConfig, documents: Documents): Promise<Finding> {
  try {
    const clients = (await openClients(config, documents)).list()
    if (clients.length === 0) return wrong('websites', 'No website is registered.', 'zauth clients add')
    const isPublic = config.issuer.startsWith('https:')
    const local = clients.filter(({ redirectUris }) => redirectUris.some((uri) => uri.startsWith('http:')))
    if (isPublic && local.length > 0) {
      const ids = local.map(({ id }) => id).join(', ')
      return wrong(
        'websites',
        `Browsers are sent to localhost by ${ids}.`,
        'Register the address that it has for others.',
      )
    }
    return fine('websites', `${clients.length} are registered, with addresses that browsers can be sent to.`)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return wrong('websites', error.message, 'Put a copy of the file back, or register them anew.')
  }
}
