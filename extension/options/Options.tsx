import { BackupSection } from '../backup/BackupSection.tsx'
import { words as backupWords } from '../backup/words.ts'
import { LockSection } from '../lock/LockSection.tsx'
import { words as lockWords } from '../lock/words.ts'
import { AboutSection } from './AboutSection.tsx'
import { AccountsSection } from './AccountsSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { BackendSection } from './BackendSection.tsx'
import { CameraSection } from './CameraSection.tsx'
import { DiagnosticsSection } from './DiagnosticsSection.tsx'
import { SigningInSection } from './SigningInSection.tsx'
import { words } from './words.ts'

/** The options page: what it has, in the order of how often it is needed. */
export function Options() {
  const sections = [
    ['accounts', words.accounts.title],
    ['signing-in', words.signingIn.title],
    ['lock', lockWords.title],
    ['backup', backupWords.title],
    ['camera', words.camera.title],
    ['backends', words.backends],
    ['appearance', words.appearance.title],
    ['diagnostics', words.diagnostics.title],
    ['about', words.about.title],
  ] as const
  return (
    <div class="page">
      <header class="side">
        <h1>
          <img src="icons/48.png" alt="" width="32" height="32" />
          {words.title}
        </h1>
        <nav aria-label={words.sections}>
          <ul>
            {sections.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main>
        <AccountsSection />
        <SigningInSection />
        <LockSection />
        <BackupSection />
        <CameraSection />
        <BackendSection />
        <AppearanceSection />
        <DiagnosticsSection />
        <AboutSection />
      </main>
    </div>
  )
}
