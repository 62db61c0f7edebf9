import { MakeBackup } from './MakeBackup.tsx'
import { RestoreBackup } from './RestoreBackup.tsx'
import { words } from './words.ts'

/** The part of the options about backups. */
export function BackupSection() {
  return (
    <section id="backup" aria-labelledby="backup-title">
      <h2 id="backup-title" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="quiet intro">{words.intro}</p>
      <MakeBackup />
      <RestoreBackup />
    </section>
  )
}
