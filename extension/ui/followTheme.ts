import { readSettings } from '../storage/settings/readSettings.ts'
import type { Settings } from '../storage/settings/settings.ts'
import { watchSettings } from '../storage/settings/watchSettings.ts'

/** Shows this page light or dark as the person chose, else as her system is, and again whenever she chooses otherwise. */
export async function followTheme(): Promise<void> {
  watchSettings(show)
  show(await readSettings())
}

function show({ theme }: Settings): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
