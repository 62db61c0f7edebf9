export const renewalPrefix = 'renew:'

/** The key in extension storage under which it stands that a device's template is to be taken anew. */
export function renewalKey(device: string): string {
  return renewalPrefix + device
}
