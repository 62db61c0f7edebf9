import browser from 'webextension-polyfill'
import { protocolName } from '../../shared/protocol/fields.ts'
import { licences, ownLicence } from './licences.ts'
import { Section } from './Section.tsx'
import { words } from './words.ts'

/** Which version this is, and what it is made of. */
export function AboutSection() {
  const { version } = browser.runtime.getManifest()
  return (
    <Section id="about" title={words.about.title}>
      <dl class="facts">
        <dt>{words.about.version}</dt>
        <dd>{version}</dd>
        <dt>{words.about.protocol}</dt>
        <dd>{protocolName}</dd>
        <dt>{words.about.licence}</dt>
        <dd>{ownLicence}</dd>
      </dl>
      <details>
        <summary>{words.about.madeOf}</summary>
        <ul class="licences" dir="ltr">
          {Object.entries(licences).map(([name, licence]) => (
            <li key={name}>
              {name} <span class="quiet">{licence}</span>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}
