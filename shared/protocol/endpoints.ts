/** The verifier's addresses, for a given issuer (no slash at its end). */
export const endpoints = {
  metadata: (issuer: string) => `${issuer}/.well-known/zauth`,
  /** A sign-in's page; what the page and its forms ask for is below it. */
  interaction: (issuer: string, uid: string) => `${issuer}/interaction/${uid}`,
  enrolments: (issuer: string) => `${issuer}/api/enrolments`,
  challenges: (issuer: string) => `${issuer}/api/challenges`,
  probe: (issuer: string, challenge: string) => `${issuer}/api/challenges/${challenge}/probe`,
  token: (issuer: string, challenge: string) => `${issuer}/api/challenges/${challenge}/token`,
  abandon: (issuer: string) => `${issuer}/api/interactions/abandon`,

  account: (issuer: string) => `${issuer}/v1/account`,
  checks: (issuer: string) => `${issuer}/v1/account/checks`,
  devices: (issuer: string) => `${issuer}/v1/account/devices`,
  device: (issuer: string, device: string) => `${issuer}/v1/account/devices/${device}`,
  deviceName: (issuer: string, device: string) => `${issuer}/v1/account/devices/${device}/name`,
  additions: (issuer: string) => `${issuer}/v1/account/additions`,
  recoveryCodes: (issuer: string) => `${issuer}/v1/account/recovery-codes`,
} as const

/** The element of the verifier's page that holds the `Offer`. */
export const offerElementId = 'zauth-offer'

/**
 * The page and the content script tell each other, by events on `document`, that the extension is there
 * (`present`) and that something changed, so that the page asks for its status at once (`changed`). Neither event
 * carries anything: a page that forges one gains nothing.
 */
export const pageEvents = { present: 'zauth-present', changed: 'zauth-changed', hello: 'zauth-hello' } as const
