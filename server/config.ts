import * as v from 'valibot'
import { complaintOf } from './configComplaint.ts'
import { ConfigError } from './configError.ts'
import { isPrintable } from './isPrintable.ts'
import { hasOneSector } from './oidc/hasOneSector.ts'
import { OidcSettings } from './oidc/oidcSettings.ts'
import { secureUrl } from './secureUrl.ts'
import type { Road } from './store/records.ts'

const issuer = v.pipe(
  secureUrl,
  v.check((text) => {
    const url = URL.parse(text)
    return (
      url !== null && url.search === '' && url.hash === '' && `${url.origin}${url.pathname}`.replace(/\/$/, '') === text
    )
  }, 'Expected a canonical address without query, fragment or slash at its end'),
)
// RFC 6749 §3.1.2: no fragment.
const redirectUri = v.pipe(secureUrl, v.excludes('#', 'Expected no fragment'))
const labelLength = 'Expected 1 to 256 characters'
const label = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, labelLength),
  v.maxLength(256, labelLength),
  v.check(isPrintable, 'Expected characters that can be seen'),
)

function wholeNumber(min: number, max: number) {
  const range = `Expected a whole number from ${min} to ${max}`
  return v.pipe(v.number(range), v.safeInteger(range), v.minValue(min, range), v.maxValue(max, range))
}

// Node listens everywhere when it is given an empty one.
const host = v.pipe(v.string(), v.minLength(1, 'Expected a name or an address'))
const rateRange = 'Expected a number from 1e-6 to 1e-4'
const falseMatchRate = v.pipe(v.number(rateRange), v.minValue(1e-6, rateRange), v.maxValue(1e-4, rateRange))

/** Where the classifier is trained. */
const training = v.picklist(['device', 'server'])
/** When heads have to move before they are recognised: never, once for each device and half day, at each sign-in. */
const liveness = v.picklist(['off', 'daily', 'always'])
/** Devices that an account may have at the same time. */
const maxDevices = wholeNumber(1, 20)
/** When an account may get its first device: at its first sign-in, only with a ticket of the website's, never. */
const enrolment = v.picklist(['open', 'ticket', 'closed'])

const secretLength = 'Expected 32 to 512 characters'

const roads = ['oidc', 'duo', 'entra', 'verify'] as const satisfies readonly Road[]

const ClientFields = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,256}$/, 'Expected 1 to 256 visible ASCII characters')),
  /** Authenticates the website's back end, so what it says about its users is believed. */
  secret: v.pipe(v.string(), v.minLength(32, secretLength), v.maxLength(512, secretLength)),
  name: label,
  redirectUris: v.pipe(v.array(redirectUri), v.minLength(1, 'Expected at least one address')),
  /** The ways by which this website may ask. */
  roads: v.optional(v.pipe(v.array(v.picklist(roads)), v.minLength(1, 'Expected at least one road')), ['oidc']),
  // For the accounts of this website instead of what holds for all.
  falseMatchRate: v.optional(falseMatchRate),
  training: v.optional(training),
  liveness: v.optional(liveness),
  maxDevices: v.optional(maxDevices),
  enrolment: v.optional(enrolment),
  oidc: v.optional(OidcSettings, {}),
})

/** Duo's clients take no others. */
const isDuoSized =
  (field: 'id' | 'secret', length: number) =>
  (client: v.InferOutput<typeof ClientFields>): boolean =>
    !client.roads.includes('duo') || client[field].length === length
const Client = v.pipe(
  ClientFields,
  v.forward(v.check(isDuoSized('id', 20), 'Expected 20 characters, for Duo’s clients'), ['id']),
  v.forward(v.check(isDuoSized('secret', 40), 'Expected 40 characters, for Duo’s clients'), ['secret']),
  v.forward(
    v.check((client) => hasOneSector(client), 'Expected addresses of one host, for pairwise subjects'),
    ['redirectUris'],
  ),
)

const Limits = v.strictObject({
  triesPerInteraction: v.optional(wholeNumber(1, 20), 5),
  /** Sequences of movements that may be drawn in one sign-in, and for a device within an hour in which none was made well. */
  sequencesPerInteraction: v.optional(wholeNumber(1, 100), 8),
  sequencesPerHour: v.optional(wholeNumber(1, 1000), 20),
  challengeSeconds: v.optional(wholeNumber(1, 600), 120),
  // OWASP ASVS 5 ch. 6: an out-of-band request lives ten minutes at most.
  interactionSeconds: v.optional(wholeNumber(1, 600), 600),
})

/** What an operator decides. The file, the environment and `createVerifier` all take this shape. */
export const VerifierConfig = v.strictObject({
  issuer,
  name: v.optional(label, 'ZAuth'),
  /** Folder of records, ciphertexts and keys; made when it is not there. */
  data: v.pipe(v.string(), v.minLength(1, 'Expected the path of a folder')),
  training: v.optional(training, 'device'),
  falseMatchRate: v.optional(falseMatchRate, 1e-5),
  liveness: v.optional(liveness, 'always'),
  maxDevices: v.optional(maxDevices, 5),
  enrolment: v.optional(enrolment, 'closed'),
  extensionUrl: v.optional(secureUrl),
  listen: v.optional(
    v.strictObject({ host: v.optional(host, '127.0.0.1'), port: v.optional(wholeNumber(1, 65535), 4000) }),
    {},
  ),
  limits: v.optional(Limits, {}),
  clients: v.pipe(
    v.array(Client),
    v.minLength(1, 'Expected at least one website'),
    v.check((clients) => new Set(clients.map(({ id }) => id)).size === clients.length, 'Expected ids that differ'),
  ),
})
export type VerifierConfigInput = v.InferInput<typeof VerifierConfig>
export type VerifierConfig = v.InferOutput<typeof VerifierConfig>

/**
 * The configuration with its defaults filled in.
 * @param source what to name in a complaint, such as the file's path
 * @throws ConfigError one line for each mistake: where and what, never the value
 */
export function checkConfig(input: unknown, source = 'configuration'): VerifierConfig {
  const result = v.safeParse(VerifierConfig, input, { abortPipeEarly: true })
  if (result.success) return result.output
  throw new ConfigError(result.issues.map((issue) => `${source}: ${complaintOf(issue)}`).join('\n'))
}
