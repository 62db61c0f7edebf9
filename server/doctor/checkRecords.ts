import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import type { Sealer } from '../seal/createSealer.ts'
import { sealerFor } from '../seal/sealerFor.ts'
import { openPlainDocuments } from '../documents/openDocuments.ts'
import { findDamage, type Looked } from './findDamage.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'
import { openRecords } from './openRecords.ts'

/** Milliseconds in which ciphertexts are looked at, unless all of them are wanted. */
const patience = 60_000
/** How much damage is told one by one. */
const mostTold = 20

/** Every record, and the ciphertexts that records point to: that they can be read, and are what they say. */
export async function checkRecords(config: VerifierConfig, all = false): Promise<Finding[]> {
  let sealer: Sealer | null
  try {
    const documents = await openPlainDocuments(config)
    sealer = await sealerFor(config.sealWith, documents).finally(() => documents.close())
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [unknown('records', `They were not looked at: ${error.message}`)]
  }
  const first = await look(config, sealer, all)
  // Whoever leaves an account in between is gone at the second look; what is damaged stays so.
  const again = first.damage.length > 0 ? await look(config, sealer, all) : first
  const known = new Set(first.damage.map(({ says }) => says))
  const damage = again.damage.filter(({ says }) => known.has(says))
  if (damage.length > 0) {
    const more = damage.length - mostTold
    return [
      ...damage.slice(0, mostTold).map(({ says, mend }) => wrong('records', says, mend)),
      ...(more > 0 ? [wrong('records', `${more} more are damaged.`, 'As those before.')] : []),
    ]
  }
  const { records, devices, ciphertexts } = again
  const says = `${records} records can be read, and the ciphertexts of ${ciphertexts} devices are those that were enrolled.`
  const rest = devices - ciphertexts
  if (rest === 0) return [fine('records', says)]
  return [fine('records', says), unknown('records', `Those of ${rest} more were not looked at.`, 'zauth doctor --all')]
}

async function look(config: VerifierConfig, sealer: Sealer | null, all: boolean): Promise<Looked> {
  const until = performance.now() + patience
  await using records = await openRecords(config)
  return await findDamage(records, sealer, () => all || performance.now() < until)
}
