import type { CiphertextStore } from '../store.ts'
import type { Database } from './database.ts'
import { pages } from './pages.ts'
import { nativeText, portableText } from './portableText.ts'

/** One row per device. Whoever reads it checks it against the hash in the device's record. */
export function postgresCiphertexts(database: Database): CiphertextStore {
  async function* each(): AsyncGenerator<string> {
    const reading = { columns: 'device', table: 'ciphertexts', key: 'device', where: { text: 'true', values: [] } }
    for await (const { device } of pages(database, reading)) yield nativeText(device ?? '')
  }

  return {
    async write(device, { publicKey, template }) {
      await database.query(
        `insert into ciphertexts (device, "publicKey", template) values ($1, $2, $3)
          on conflict (device) do update set "publicKey" = excluded."publicKey", template = excluded.template`,
        [portableText(device), publicKey, template],
      )
    },

    async read(device) {
      const { rows } = await database.query('select "publicKey", template from ciphertexts where device = $1', [
        portableText(device),
      ])
      if (rows[0] === undefined) return null
      return { publicKey: bytesOf(rows[0]['publicKey']), template: bytesOf(rows[0]['template']) }
    },

    async remove(device) {
      await database.query('delete from ciphertexts where device = $1', [portableText(device)])
    },

    async list() {
      const devices: string[] = []
      for await (const device of each()) devices.push(device)
      return devices
    },
    each,
  }
}

/** Memory of their own, which can be handed to another thread. */
function bytesOf(sent: string | null | undefined): Uint8Array<ArrayBuffer> {
  if (!sent?.startsWith('\\x')) throw new TypeError('Unexpected form of bytes')
  const bytes = new Uint8Array((sent.length - 2) / 2)
  Buffer.from(bytes.buffer).write(sent.slice(2), 'hex')
  return bytes
}
