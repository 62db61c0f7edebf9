import { Command } from '@commander-js/extra-typings'
import { requireVerifier } from '../../keys/requireVerifier.ts'
import { loadConfig } from '../../config/loadConfig.ts'
import { unknownVariables } from '../../config/unknownVariables.ts'
import { growHeapFreely } from '../growHeapFreely.ts'
import { importServe } from '../importServe.ts'
import { configOption } from '../options.ts'

export const serveCommand = () =>
  new Command('serve')
    .summary('runs a verifier')
    .description(
      'Runs a verifier for the websites that are registered and for the ZAuth extension, until it is told to end.',
    )
    .addOption(configOption())
    .action(async ({ config: file }) => {
      const config = await loadConfig(file, process.env)
      await requireVerifier(config, true)
      growHeapFreely()
      const serve = await importServe()
      // From before it says that it listens: whoever reads that may end it at once.
      const end = ended()
      const serving = await serve(config, { ignored: unknownVariables(config, process.env) })
      await end
      await serving.close()
    })

/** Resolves at the first signal to end; a second one ends the process at once. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      process.off('SIGTERM', end).off('SIGINT', end)
      resolve()
    }
    process.on('SIGTERM', end).on('SIGINT', end)
  })
}
