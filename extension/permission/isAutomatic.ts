import { readSettings } from '../storage/settings/readSettings.ts'

/** Whether the camera window may open by itself when a page of this verifier asks, as the person has set it. */
export async function isAutomatic(issuer: string): Promise<boolean> {
  const { automatic, automaticAt } = await readSettings()
  return (automaticAt[issuer] ?? automatic) === 'granted'
}
