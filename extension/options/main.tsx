import { render } from 'preact'
import { rememberedBackend, type Choice } from '../face/rememberedBackend.ts'
import { wantBackend } from '../face/wantBackend.ts'
import { wantedBackend } from '../face/wantedBackend.ts'
import { measureBackends } from './measureBackends.ts'
import { Options } from './Options.tsx'

const [choice, wanted] = await Promise.all([rememberedBackend(), wantedBackend()])
render(<Options choice={choice} wanted={wanted} onMeasure={measure} onWant={wantBackend} />, document.body)

async function measure(): Promise<Choice | null> {
  try {
    await measureBackends()
    return await rememberedBackend()
  } catch {
    return null // The page says that nothing works.
  }
}
