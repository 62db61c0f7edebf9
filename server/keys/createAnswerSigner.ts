import { importSigner, type AnswerSigner } from './importSigner.ts'
import type { AnswerKey } from './keyFile.ts'
import { publicKeyOf } from './publicKeyOf.ts'
import { signingAnswerKey } from './signingAnswerKey.ts'

/** Signs with whichever of the keys signs at the time. */
export function createAnswerSigner(current: () => readonly AnswerKey[], now: () => number): AnswerSigner {
  let imported: { readonly kid: string; readonly signer: Promise<AnswerSigner> } | null = null
  const signing = () => signingAnswerKey(current(), now())
  return {
    get publicJwk() {
      return publicKeyOf(signing())
    },
    async sign(typ, payload) {
      const key = signing()
      if (imported?.kid !== key.kid) imported = { kid: key.kid, signer: importSigner(key) }
      return await (await imported.signer).sign(typ, payload)
    },
  }
}
