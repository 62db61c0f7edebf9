import * as v from 'valibot'

const amount = v.pipe(v.number(), v.minValue(0))

/** What `npm run bench:scale` writes into `bench-results/scale.json`, as far as documents show it. */
const ScaleResults = v.looseObject({
  measuredOn: v.string(),
  signIns: amount,
  costs: v.looseObject({
    accountBytes: amount,
    ciphertextBytes: amount,
    signInBytes: amount,
    verifierMs: amount,
    databaseMs: amount,
    statements: amount,
    logBytes: amount,
  }),
  signInsPerCoreSecond: amount,
  assumptions: v.looseObject({
    devicesPerAccount: amount,
    signInsPerDay: amount,
    peak: amount,
    keptMinutes: amount,
    patience: amount,
  }),
  plans: v.array(
    v.looseObject({
      accounts: amount,
      storedBytes: amount,
      passingBytes: amount,
      signInsPerSecond: amount,
      verifierCores: amount,
      databaseCores: amount,
      statementsPerSecond: amount,
      logBytesPerSecond: amount,
      readBytesPerSecond: amount,
    }),
  ),
})

/** What one account and one sign-in cost, and what that comes to for many. */
export function figuresOfScale(input: unknown): string {
  const { measuredOn, signIns, costs, signInsPerCoreSecond, assumptions, plans } = v.parse(ScaleResults, input)
  const row = (what: string, of: (plan: (typeof plans)[number]) => string): string =>
    `| ${what} | ${plans.map(of).join(' | ')} |`
  return [
    '| measured | how much |',
    '|---|---|',
    `| stored for an account with one device, indexes included, without ciphertexts | ${sizeOf(costs.accountBytes)} |`,
    `| stored for a device's key and template | ${sizeOf(costs.ciphertextBytes)} |`,
    `| kept of a sign-in for a while | ${sizeOf(costs.signInBytes)} |`,
    `| the verifier's processor time for a sign-in, from the website's request to its id_token | ${costs.verifierMs.toFixed(0)} ms |`,
    `| sign-ins that one core of a verifier does in a second | ${signInsPerCoreSecond} |`,
    `| the database's processor time for a sign-in | ${costs.databaseMs.toFixed(1)} ms |`,
    `| statements of a sign-in, each a transaction | ${costs.statements} |`,
    `| the database's log for a sign-in | ${sizeOf(costs.logBytes)} |`,
    '',
    `| needed for | ${plans.map(({ accounts }) => `${count(accounts)} accounts`).join(' | ')} |`,
    `|---|${plans.map(() => '---|').join('')}`,
    row('stored, one copy', ({ storedBytes }) => sizeOf(storedBytes)),
    row('and of sign-ins under way', ({ passingBytes }) => sizeOf(passingBytes)),
    row('sign-ins in the busiest second', ({ signInsPerSecond }) => count(signInsPerSecond)),
    row('cores of verifiers', ({ verifierCores }) => count(verifierCores)),
    row('cores of the database', ({ databaseCores }) => count(databaseCores)),
    row('its statements in a second', ({ statementsPerSecond }) => count(statementsPerSecond)),
    row('ciphertexts read from it in a second', ({ readBytesPerSecond }) => sizeOf(readBytesPerSecond)),
    row('its log in a second', ({ logBytesPerSecond }) => sizeOf(logBytesPerSecond)),
    '',
    `Supposed: ${assumptions.devicesPerAccount} devices for each account, ${assumptions.signInsPerDay} sign-ins a day, ${assumptions.peak} times as many in the busiest second as in the average one, records of a sign-in kept for ${assumptions.keptMinutes} minutes. Cores are the fewest with which, simulated, 99 of 100 wait less than ${assumptions.patience} ms for one.`,
    '',
    `Measured by \`npm run bench:scale\` on ${measuredOn}, with ${signIns} sign-ins; the database's disk was not waited for.`,
  ].join('\n')
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB']

function sizeOf(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${significant(bytes / 1000 ** power)} ${units[power] ?? ''}`
}

function count(number: number): string {
  return Number(number < 100 ? Math.ceil(number) : number.toPrecision(3)).toLocaleString('en')
}

function significant(number: number): string {
  return Number(number.toPrecision(3)).toString()
}
