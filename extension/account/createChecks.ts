import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Account } from '../storage/accounts/account.ts'
import { beginCheck } from './beginCheck.ts'
import { runCheck } from './runCheck.ts'

/** What needs a face: what was shown for one thing serves the next, as long as the verifier takes it. */
export interface Checks {
  /**
   * Does something with the ticket of an accepted check, after the person has shown her face if she has not lately.
   * @throws ZAuthError `cancelled` when she did not, or was not recognised; whatever `work` fails with
   */
  after<T>(account: Account, work: (ticket: string) => Promise<T>): Promise<T>
}

/** Checks that are forgotten with the page: no ticket is written down. */
export function createChecks(): Checks {
  const tickets = new Map<string, string>()
  return {
    async after(account, work) {
      const { device } = account
      const known = tickets.get(device)
      if (known !== undefined) {
        try {
          return await work(known)
        } catch (error) {
          if (!isCheckNeeded(error)) throw error
          tickets.delete(device)
        }
      }
      const offer = await beginCheck(account)
      await runCheck(offer)
      try {
        const done = await work(offer.ticket)
        tickets.set(device, offer.ticket)
        return done
      } catch (error) {
        throw isCheckNeeded(error) ? new ZAuthError('cancelled', 'the check was not accepted') : error
      }
    },
  }
}

function isCheckNeeded(error: unknown): boolean {
  return error instanceof ZAuthError && error.code === 'check_needed'
}
