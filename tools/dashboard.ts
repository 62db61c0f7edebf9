/** One picture: what is asked of Prometheus, and how a line is called. */
interface Question {
  readonly title: string
  readonly unit: 'ops' | 's' | 'bytes' | 'percentunit' | 'short'
  readonly asks: readonly (readonly [expression: string, legend: string])[]
}

const rate = (metric: string, by: string) => `sum by (${by}) (rate(${metric}{instance=~"$instance"}[5m]))`
const quantile = (share: number, metric: string, by: string) =>
  `histogram_quantile(${share}, sum by (le, ${by}) (rate(${metric}_bucket{instance=~"$instance"}[5m])))`
const now = (metric: string) => `sum(${metric}{instance=~"$instance"})`

const rows: readonly { readonly title: string; readonly questions: readonly Question[] }[] = [
  {
    title: 'Sign-ins',
    questions: [
      {
        title: 'Sign-ins that ended, by outcome',
        unit: 'ops',
        asks: [[rate('zauth_sign_ins_total', 'outcome'), '{{outcome}}']],
      },
      {
        title: 'Sign-ins that began, by road',
        unit: 'ops',
        asks: [[rate('zauth_sign_ins_begun_total', 'road'), '{{road}}']],
      },
      {
        title: 'Devices enrolled, and codes typed',
        unit: 'ops',
        asks: [
          [rate('zauth_enrolments_total', 'admission'), 'enrolled: {{admission}}'],
          [rate('zauth_codes_typed_total', 'outcome'), 'code: {{outcome}}'],
        ],
      },
      {
        title: 'Tries',
        unit: 'ops',
        asks: [
          [rate('zauth_tries_total', 'outcome'), '{{outcome}}'],
          [
            'sum by (code) (rate(zauth_refusals_total{instance=~"$instance",code=~"too_many_tries|device_disabled|token_wrong"}[5m]))',
            'refused: {{code}}',
          ],
        ],
      },
    ],
  },
  {
    title: 'Load',
    questions: [
      {
        title: 'Requests by class of status',
        unit: 'ops',
        asks: [[rate('zauth_requests_total', 'status'), '{{status}}']],
      },
      {
        title: 'Refused with 503, by route',
        unit: 'ops',
        asks: [[rate('zauth_shed_requests_total', 'route'), '{{route}}']],
      },
      {
        title: 'Answers, 99 of 100 within',
        unit: 's',
        asks: [[quantile(0.99, 'zauth_request_duration_seconds', 'route'), '{{route}}']],
      },
      {
        title: 'Refusals by code',
        unit: 'ops',
        asks: [[rate('zauth_refusals_total', 'code'), '{{code}}']],
      },
    ],
  },
  {
    title: 'Matches',
    questions: [
      {
        title: 'Matches, by whether they were prepared',
        unit: 'ops',
        asks: [[rate('zauth_matches_total', 'prepared, outcome'), '{{outcome}}, prepared: {{prepared}}']],
      },
      {
        title: 'From probe to answer',
        unit: 's',
        asks: [
          [quantile(0.5, 'zauth_match_duration_seconds', 'prepared'), 'half, prepared: {{prepared}}'],
          [quantile(0.99, 'zauth_match_duration_seconds', 'prepared'), '99 of 100, prepared: {{prepared}}'],
        ],
      },
      {
        title: 'Waiting for a match thread, and its work: 99 of 100 within',
        unit: 's',
        asks: [
          [quantile(0.99, 'zauth_task_wait_seconds', 'task'), 'waits: {{task}}'],
          [quantile(0.99, 'zauth_task_duration_seconds', 'task'), 'works: {{task}}'],
        ],
      },
      {
        title: 'Queue',
        unit: 'short',
        asks: [
          [now('zauth_match_queue_length'), 'with a person waiting'],
          [now('zauth_match_preparations_waiting'), 'in advance'],
          [now('zauth_match_places_taken'), 'places taken'],
          [now('zauth_match_places'), 'places'],
          [now('zauth_match_threads_busy'), 'threads at work'],
          [now('zauth_match_threads'), 'threads'],
        ],
      },
    ],
  },
  {
    title: 'Machine',
    questions: [
      {
        title: 'Memory',
        unit: 'bytes',
        asks: [
          [now('process_resident_memory_bytes'), 'process'],
          [now('zauth_seal_memory_bytes'), 'SEAL'],
          [now('nodejs_heap_size_used_bytes'), 'JavaScript'],
        ],
      },
      {
        title: 'Cores busy',
        unit: 'short',
        asks: [['sum(rate(process_cpu_seconds_total{instance=~"$instance"}[5m]))', 'cores']],
      },
      {
        title: 'How late the event loop is',
        unit: 's',
        asks: [
          ['max(nodejs_eventloop_lag_p99_seconds{instance=~"$instance"})', '99 of 100'],
          ['max(nodejs_eventloop_lag_mean_seconds{instance=~"$instance"})', 'mean'],
        ],
      },
      {
        title: 'Operations of the store, 99 of 100 within',
        unit: 's',
        asks: [[quantile(0.99, 'zauth_store_operation_seconds', 'operation'), '{{operation}}']],
      },
    ],
  },
]

const source = { type: 'prometheus', uid: '${source}' }
const [width, height] = [12, 8]

/** The dashboard for Grafana, as its import takes it: `docs/dashboard/zauth.json`. */
export function dashboard(): object {
  const panels: object[] = []
  let top = 0
  for (const { title, questions } of rows) {
    panels.push({ id: panels.length + 1, type: 'row', title, gridPos: { x: 0, y: top, w: 24, h: 1 }, panels: [] })
    top += 1
    for (const [i, question] of questions.entries()) {
      const gridPos = { x: width * (i % 2), y: top + height * Math.floor(i / 2), w: width, h: height }
      panels.push({ id: panels.length + 1, type: 'timeseries', gridPos, datasource: source, ...drawn(question) })
    }
    top += height * Math.ceil(questions.length / 2)
  }
  return {
    title: 'ZAuth',
    uid: 'zauth',
    schemaVersion: 39,
    tags: ['zauth'],
    time: { from: 'now-6h', to: 'now' },
    refresh: '30s',
    templating: {
      list: [
        { name: 'source', label: 'Prometheus', type: 'datasource', query: 'prometheus' },
        {
          name: 'instance',
          label: 'Verifier',
          type: 'query',
          datasource: source,
          query: 'label_values(zauth_match_threads, instance)',
          includeAll: true,
          multi: true,
          allValue: '.*',
        },
      ],
    },
    panels,
  }
}

function drawn({ title, unit, asks }: Question): object {
  return {
    title,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
    targets: asks.map(([expr, legendFormat], i) => ({ refId: String.fromCharCode(65 + i), expr, legendFormat })),
  }
}
