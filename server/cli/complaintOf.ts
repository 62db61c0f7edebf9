import { getSystemErrorMessage } from 'node:util'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { ConfigError } from '../config/configError.ts'
import { NotNowError } from '../config/notNowError.ts'

/** What a command says when it fails, and how it exits. */
interface Complaint {
  readonly text: string
  readonly exitCode: 1 | 2
}

/** 1: the same may go well later. 2: only after somebody has changed something, so that units of systemd do not try again. */
export function complaintOf(error: unknown): Complaint {
  if (error instanceof ConfigError) return { text: error.message, exitCode: error instanceof NotNowError ? 1 : 2 }
  if (error instanceof ZAuthError) {
    const { message, detail } = error
    return { text: detail === undefined ? message : `${message} (${detail})`, exitCode: 1 }
  }
  if (isSystemError(error)) {
    const { path, syscall, errno, code } = error
    return { text: `${path ?? syscall}: ${getSystemErrorMessage(errno)} (${code})`, exitCode: 1 }
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { text: `This is a mistake of ZAuth’s own. Please report it, with what follows.\n${trace}`, exitCode: 1 }
}

interface SystemError extends Error {
  readonly errno: number
  readonly code: string
  readonly syscall: string
  readonly path?: string
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'errno' in error && typeof error.errno === 'number' && 'syscall' in error
}
