import { verifyAuditLog } from '../audit/verifyAuditLog.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

const mend =
  'Keep it as it is, and find out who could write there: what was changed cannot be mended. zauth audit verify --expect compares it with what the verifier’s own log says of it.'

/** The audit log: that each line is as it was written, in its place, and none is missing. */
export async function checkAudit(config: VerifierConfig): Promise<Finding[]> {
  try {
    const { text, isWell } = await verifyAuditLog(config)
    const [says = ''] = text.split('\n')
    return [isWell ? fine('audit log', says) : wrong('audit log', says, mend)]
  } catch (error) {
    // Without keys there was never a line; what else is wrong, others say.
    if (error instanceof ConfigError) return [unknown('audit log', error.message)]
    throw error
  }
}
