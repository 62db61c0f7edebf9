import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../server/metrics/createMetrics.ts'
import type { Means } from '../../server/store/records.ts'
import { errorCodes, type ErrorCode } from '../../shared/protocol/errors.ts'
import { dashboard } from '../../tools/dashboard.ts'

const folder = new URL('../../docs/dashboard/', import.meta.url)
const read = (name: string) => readFile(new URL(name, folder), 'utf8')

/** The metrics that a verifier has, before anything happened. */
async function metricsOfAVerifier(): Promise<Map<string, string>> {
  const metrics = createMetrics()
  metrics.watch(() => ({
    threads: 0,
    working: 0,
    urgent: 0,
    patient: 0,
    admitted: 0,
    places: 0,
    waitingSeconds: 0,
    signInSeconds: 0,
    sealBytes: 0,
  }))
  const { text } = await metrics.read()
  return new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]))
}

/** Names of metrics in expressions, those of a histogram's parts as the histogram's. */
function metricsIn(text: string, known: ReadonlyMap<string, string>): string[] {
  return [...text.matchAll(/\b(?:zauth|process|nodejs)_\w+/g)].map(([name]) => {
    const whole = name.replace(/_(?:bucket|sum|count)$/, '')
    return known.get(whole) === 'histogram' ? whole : name
  })
}

test('the dashboard is the one that `npm run docs` writes', async () => {
  expect(JSON.parse(await read('zauth.json'))).toEqual(dashboard())
})

test('the dashboard and the alerts name only metrics that a verifier has, and the dashboard every one of its own', async () => {
  const known = await metricsOfAVerifier()
  const shown = metricsIn(await read('zauth.json'), known)
  const watched = metricsIn(await read('alerts.yml'), known)
  expect(shown.length).toBeGreaterThan(20)
  expect(watched.length).toBeGreaterThan(5)
  expect([...shown, ...watched].filter((name) => !known.has(name))).toEqual([])
  const own = [...known.keys()].filter((name) => name.startsWith('zauth_'))
  expect(own.filter((name) => !shown.includes(name))).toEqual([])
})

test('the alerts and the dashboard ask about labels that the metric has, and values that those take', async () => {
  const text = `${await read('alerts.yml')}${await read('zauth.json')}`.replaceAll('\\"', '"')
  const had = await labelsOfUsedMetrics()
  const wrong: string[] = []
  let seen = 0
  for (const [asked, metric = '', pairs = ''] of text.matchAll(/\b(\w+)\{([^{}]*)\}/g))
    for (const [, label = '', values = ''] of pairs.matchAll(/(\w+)=~?"([^"]*)"/g)) {
      // The one that Prometheus adds, and the dashboard's own choice of it.
      if (label === 'instance' && values === '$instance') continue
      seen += 1
      if (!values.split('|').every((value) => had.get(metric)?.has(`${label}=${value}`))) wrong.push(asked)
    }
  expect(wrong).toEqual([])
  expect(seen).toBeGreaterThan(3)
})

/** The labels, with each value that they can take, of what is counted of sign-ins and refusals. */
async function labelsOfUsedMetrics(): Promise<Map<string, Set<string>>> {
  const metrics = createMetrics()
  for (const failure of Object.keys(errorCodes) as ErrorCode[])
    metrics.requested({ route: '/', status: 400, seconds: 0, failure })
  for (const outcome of ['face', 'recovery_code'] satisfies Means[]) metrics.signInEnded('oidc', outcome)
  const { text } = await metrics.read()
  const labels = new Map<string, Set<string>>()
  for (const [, name = '', pairs = ''] of text.matchAll(/^(\w+)\{([^}]*)\}/gm))
    for (const [, label = '', value = ''] of pairs.matchAll(/(\w+)="([^"]*)"/g))
      labels.set(name, (labels.get(name) ?? new Set()).add(`${label}=${value}`))
  return labels
}

test('docs/operate.md has each alert with what it watches, from when on and for how long', async () => {
  const { groups } = parse(await read('alerts.yml')) as {
    groups: { rules: { alert: string; expr: string; for: string }[] }[]
  }
  const rules = groups.flatMap((group) => group.rules)
  const table = await readFile(new URL('../operate.md', folder), 'utf8')
  const rows = [...table.matchAll(/^\| `(ZAuth\w+)` \|.*$/gm)]
  expect(rows.map(([, name]) => name)).toEqual(rules.map(({ alert }) => alert))
  const known = await metricsOfAVerifier()
  for (const { alert, expr, for: time } of rules) {
    const row = rows.find(([, name]) => name === alert)?.[0] ?? ''
    const minutes = Number(time.replace(/m$/, ''))
    expect(row).toContain(`for ${minutes} minute${minutes === 1 ? '' : 's'} |`)
    for (const name of metricsIn(expr, known)) expect(row).toContain(`\`${name}\``)
    for (const [, code = ''] of expr.matchAll(/code=~?"([^"]*)"/g))
      for (const one of code.split('|')) expect(row).toContain(`\`${one}\``)
    const [, threshold] = /(?:>|==) ([\d.]+)/.exec(expr) ?? []
    if (threshold !== undefined) expect(row).toMatch(new RegExp(`\\b${threshold.replace('.', '\\.')}\\b`))
  }
})
