import type { AuditLine } from '../../audit/auditLine.ts'
import { AdminLayout } from './adminLayout.tsx'
import type { Overview } from './lookAround.ts'

interface OverviewScreenProps extends Overview {
  readonly verifier: string
  readonly operator: string
  readonly csrf: string
}

/** All that there is to see, on one page. It changes nothing but the session, which it ends. */
export function overviewScreen(props: OverviewScreenProps) {
  const { verifier, operator, csrf, at, reasons, facts, websites, signIns, lockOuts, events } = props
  return (
    <AdminLayout title="Overview" verifier={verifier}>
      <div class="overview">
        <header>
          <h1>{verifier}</h1>
          <p class="quiet">
            <Time at={at} /> · {operator}
          </p>
          <form method="post" action="/admin/sign-out">
            <input type="hidden" name="csrf" value={csrf} />
            <button type="submit">Sign out</button>
          </form>
        </header>

        <section aria-labelledby="health">
          <h2 id="health">Health</h2>
          {reasons.length === 0 ? (
            <p class="well">It can serve.</p>
          ) : (
            <ul class="ill">
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
          <dl>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>

        <Table
          title="Websites"
          id="websites"
          head={['Id', 'Name', 'Roads', 'Enrolment']}
          rows={websites.map(({ id, name, roads, enrolment }) => [id, name, roads, enrolment])}
        />
        <Lines title="Recent sign-ins" id="sign-ins" lines={signIns} />
        <Lines title="Lock-outs" id="lock-outs" lines={lockOuts} />
        <Lines title="Audit log" id="audit" lines={events} />
      </div>
    </AdminLayout>
  )
}

function Lines({
  title,
  id,
  lines,
}: {
  readonly title: string
  readonly id: string
  readonly lines: readonly AuditLine[]
}) {
  return (
    <Table
      title={title}
      id={id}
      head={['Time', 'What', 'Website', 'Account', 'Device', 'By', 'Detail']}
      rows={lines.map(({ time, action, client, account, device, by, detail }) => [
        <Time key="time" at={time} />,
        action,
        client ?? '',
        account ?? '',
        device ?? '',
        by,
        detail ?? '',
      ])}
    />
  )
}

interface TableProps {
  readonly title: string
  readonly id: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** It can be scrolled by keys where it is wider than the window. */
function Table({ title, id, head, rows }: TableProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <p class="quiet">None.</p>
      ) : (
        <div class="wide" role="region" aria-label={`${title}, as a table`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {head.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell as string}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Time({ at }: { readonly at: number }) {
  const text = new Date(at).toISOString()
  return <time dateTime={text}>{text.replace('T', ' ').slice(0, 19)} UTC</time>
}
