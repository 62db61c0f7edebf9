import { createMatchContext } from '../../shared/match/context.ts'
import { measureMatch } from './matchSteps.ts'

/** Runs in a browser's worker: asked for a number of runs, it answers with the figures. */
addEventListener('message', ({ data }: MessageEvent<number>) => {
  const context = () => createMatchContext({ locateFile: (file) => new URL(file, location.href).href })
  void measureMatch(context, data).then((figures) => postMessage(figures))
})
