import * as v from 'valibot'
import { Client } from '../clients/client.ts'
import { policySettings } from '../policy/policySettings.ts'
import { complaintOf, expectationOf } from './configComplaint.ts'
import { ConfigError } from './configError.ts'
import { databaseAddress, label, wholeNumber } from './configValues.ts'
import { proxyNetwork } from './proxyNetwork.ts'
import { secureUrl } from './secureUrl.ts'

const issuer = v.pipe(
  secureUrl,
  v.check((text) => {
    const url = URL.parse(text)
    return (
      url !== null && url.search === '' && url.hash === '' && `${url.origin}${url.pathname}`.replace(/\/$/, '') === text
    )
  }, 'Expected a canonical address without query, fragment or slash at its end'),
)
// Node listens everywhere when it is given an empty one.
const host = v.pipe(v.string(), v.minLength(1, 'Expected a name or an address'))
const Limits = v.strictObject({
  triesPerInteraction: v.optional(wholeNumber(1, 20), 3),
  /** Sequences of movements that may be drawn in one sign-in, and for a device within an hour in which none was made well. */
  sequencesPerInteraction: v.optional(wholeNumber(1, 100), 8),
  sequencesPerHour: v.optional(wholeNumber(1, 1000), 20),
  /** How long a ticket for an enrolment is good. */
  ticketHours: v.optional(wholeNumber(1, 168), 24),
  /** Challenges of one website on the verify road that may be alive at the same time; each is a record for some minutes. */
  challengesPerWebsite: v.optional(wholeNumber(1, 1_000_000), 10_000),
  /** Sign-ins that may begin, and challenges that may be ordered, from one address within a minute. */
  signInsPerAddress: v.optional(wholeNumber(1, 1_000_000), 600),
  challengesPerAddress: v.optional(wholeNumber(1, 1_000_000), 1800),
  challengeSeconds: v.optional(wholeNumber(1, 600), 120),
  // OWASP ASVS 5 ch. 6: an out-of-band request lives ten minutes at most.
  interactionSeconds: v.optional(wholeNumber(1, 600), 600),
})

const days = (least: number) => wholeNumber(least, 36_500)
const Retention = v.strictObject({
  /** After so many days without a sign-in an account is deleted; never by default. */
  inactiveDays: v.optional(days(30)),
  /** How long a line of the audit log is kept at least; files of it are dropped as a whole, a week later at most. */
  auditDays: v.optional(days(30), 365),
})

/** What an operator decides. The file, the environment and `createVerifier` all take this shape. */
export const VerifierConfig = v.strictObject({
  issuer,
  name: v.optional(label, 'ZAuth'),
  /** Folder of records, ciphertexts and keys; made when it is not there. */
  data: v.pipe(v.string(), v.minLength(1, 'Expected the path of a folder')),
  /** A PostgreSQL for records and ciphertexts, instead of files in that folder. May hold a password. */
  database: v.optional(databaseAddress),
  /** How many connections to it this process holds at most. */
  databaseConnections: v.optional(wholeNumber(1, 1000), 10),
  /** Path of the key that seals what is stored (`zauth seal key`). */
  sealWith: v.optional(v.pipe(v.string(), v.minLength(1, 'Expected the path of a file'))),
  ...policySettings,
  extensionUrl: v.optional(secureUrl),
  listen: v.optional(
    v.strictObject({ host: v.optional(host, '127.0.0.1'), port: v.optional(wholeNumber(1, 65535), 4000) }),
    {},
  ),
  /** Addresses and networks of the proxies before the verifier, whose word on where a request came from is taken. */
  proxies: v.optional(v.array(proxyNetwork)),
  /** Where health, readiness and metrics are told, and operators look at their pages: not for the public. Nowhere by default. */
  operator: v.optional(
    v.strictObject({
      host: v.optional(host, '127.0.0.1'),
      port: v.optional(wholeNumber(1, 65535), 4002),
      /** How operators' browsers come there, where a TLS proxy is in between; an origin. */
      url: v.optional(
        v.pipe(
          secureUrl,
          v.check(
            (text) => URL.parse(text)?.origin === text,
            'Expected an origin, such as https://zauth.internal.example',
          ),
        ),
      ),
    }),
  ),
  limits: v.optional(Limits, {}),
  retention: v.optional(Retention, {}),
  /** Websites; more can be registered by command. */
  clients: v.pipe(
    v.optional(v.array(Client), []),
    v.check((clients) => new Set(clients.map(({ id }) => id)).size === clients.length, 'Expected ids that differ'),
  ),
})
export type VerifierConfigInput = v.InferInput<typeof VerifierConfig>
export type VerifierConfig = v.InferOutput<typeof VerifierConfig>

/**
 * The configuration with its defaults filled in.
 * @param source what to name in a complaint, such as the file's path
 * @param variables environment variables that settings came from, to be named instead; by the settings' paths, as in `listen.port`
 * @throws ConfigError one line for each mistake: where and what, never the value
 */
export function checkConfig(
  input: unknown,
  source = 'configuration',
  variables: ReadonlyMap<string, string> = new Map(),
): VerifierConfig {
  const result = v.safeParse(VerifierConfig, input, { abortPipeEarly: true })
  if (result.success) return result.output
  const complaints = result.issues.map((issue) => {
    const variable = variables.get(v.getDotPath(issue) ?? '')
    return variable === undefined ? `${source}: ${complaintOf(issue)}` : `${variable}: ${expectationOf(issue)}`
  })
  throw new ConfigError(complaints.join('\n'))
}
