import { render } from 'preact'
import type { Backend } from '../face/backend.ts'
import { rememberedBackend, type Choice } from '../face/rememberedBackend.ts'
import { changeSettings } from '../storage/changeSettings.ts'
import { readSettings } from '../storage/readSettings.ts'
import { followTheme } from '../ui/followTheme.ts'
import { followLanguage } from '../words/followLanguage.ts'
import { measureBackends } from './measureBackends.ts'
import { Options } from './Options.tsx'
import { words } from './words.ts'

const [choice, { backend }] = await Promise.all([
  rememberedBackend(),
  readSettings(),
  followLanguage(draw),
  followTheme(),
])
const want = (wanted: Backend | null): Promise<void> => changeSettings({ backend: wanted })
draw()

function draw(): void {
  document.title = words.title
  render(<Options choice={choice} wanted={backend} onMeasure={measure} onWant={want} />, document.body)
}

async function measure(): Promise<Choice | null> {
  try {
    await measureBackends()
    return await rememberedBackend()
  } catch {
    return null // The page says that nothing works.
  }
}
