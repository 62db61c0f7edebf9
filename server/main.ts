#!/usr/bin/env node
import { readArguments, usage, UsageError } from './cli/readArguments.ts'
import { removeDevice } from './cli/removeDevice.ts'
import type { VerifierConfig } from './config.ts'
import { ConfigError } from './configError.ts'
import { loadConfig } from './loadConfig.ts'
import { serve } from './serve.ts'

const badUsage = 2

async function main(): Promise<void> {
  const command = readArguments(process.argv.slice(2))
  if (command.name === 'help') {
    process.stdout.write(usage)
    return
  }
  const config = await loadConfig(command.config, process.env)
  if (command.name === 'remove-device') {
    await removeDevice(config, command.client, command.user)
    process.stdout.write('The device was removed.\n')
    return
  }
  await run(config)
}

async function run(config: VerifierConfig): Promise<void> {
  const serving = await serve(config)
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
