import type { NameRequest } from '../../shared/protocol/accountMessages.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import type { AccountName } from '../storage/accounts/account.ts'
import { jsonBody } from '../verifier/jsonBody.ts'
import { askAccount } from './askAccount.ts'

/** Names a device of an account; another than this one needs a check. */
export async function nameDevice(account: AccountName, device: string, name: string, check?: string): Promise<void> {
  const body = jsonBody({ name } satisfies NameRequest)
  await askAccount(account, { method: 'POST', url: endpoints.deviceName(account.issuer, device), body, check })
}
