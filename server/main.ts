import { readArguments, UsageError } from './cli/readArguments.ts'
import { importServe } from './cli/importServe.ts'
import { reset } from './cli/reset.ts'
import { runClients } from './cli/runClients.ts'
import { runKeys } from './cli/runKeys.ts'
import { tellWebsite } from './cli/tellWebsite.ts'
import { unknownVariables } from './cli/unknownVariables.ts'
import { usage } from './cli/usage.ts'
import type { VerifierConfig } from './config.ts'
import { ConfigError } from './configError.ts'
import { growHeapFreely } from './growHeapFreely.ts'
import { loadConfig } from './loadConfig.ts'

const badUsage = 2

async function main(): Promise<void> {
  const command = readArguments(process.argv.slice(2))
  if (command.name === 'help') {
    process.stdout.write(usage)
    return
  }
  const config = await loadConfig(command.config, process.env)
  if (command.name === 'serve') await run(config)
  else if (command.name === 'reset') {
    process.stdout.write(`${await reset(config, command.client, command.user)}\n`)
    process.stdout.write(await tellWebsite(config, command.client, command.user))
  } else if (command.name === 'keys list' || command.name === 'keys rotate') {
    process.stdout.write(await runKeys(config, command))
  } else process.stdout.write(await runClients(config, command))
}

async function run(config: VerifierConfig): Promise<void> {
  growHeapFreely()
  const serve = await importServe()
  const serving = await serve(config, { ignored: unknownVariables(config, process.env) })
  const end = (): void => {
    process.off('SIGTERM', end).off('SIGINT', end)
    serving.close().catch(fail)
  }
  process.on('SIGTERM', end).on('SIGINT', end)
}

function fail(error: unknown): void {
  const isOurs = error instanceof ConfigError || error instanceof UsageError
  process.exitCode = isOurs ? badUsage : 1
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${usage}`)
  else if (isOurs) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}

main().catch(fail)
