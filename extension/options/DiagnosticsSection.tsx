import { useState } from 'preact/hooks'
import { makeReport } from '../diagnostics/makeReport.ts'
import { saveFile } from '../ui/saveFile.ts'
import { Section } from './Section.tsx'
import { words } from './words.ts'

/** A report for whoever helps: read before it is sent, and sent by nobody but the person. */
export function DiagnosticsSection() {
  const [report, setReport] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const copy = (text: string): void => {
    void navigator.clipboard.writeText(text).then(
      () => setSaid(words.diagnostics.copied),
      () => setSaid(words.diagnostics.notCopied),
    )
  }
  return (
    <Section id="diagnostics" title={words.diagnostics.title} intro={words.diagnostics.intro}>
      <div class="actions">
        <button type="button" onClick={() => void makeReport(Date.now()).then(setReport)}>
          {words.diagnostics.make}
        </button>
        {report !== null && (
          <>
            <button type="button" onClick={() => copy(report)}>
              {words.diagnostics.copy}
            </button>
            <button type="button" onClick={() => saveFile('zauth-report.json', report, 'application/json')}>
              {words.diagnostics.save}
            </button>
          </>
        )}
      </div>
      {report !== null && (
        <pre class="report" tabIndex={0} role="region" aria-label={words.diagnostics.report} dir="ltr">
          {report}
        </pre>
      )}
      <p class="quiet small" role="status">
        {said}
      </p>
    </Section>
  )
}
