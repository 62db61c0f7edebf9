import { ZAuthError } from '../../shared/protocol/errors.ts'
import { asZAuthError } from '../../shared/protocol/asZAuthError.ts'
import { noteError } from '../diagnostics/noteError.ts'
import { noteTimings } from '../diagnostics/noteTimings.ts'
import { unlockedAgain } from '../lock/unlockedAgain.ts'
import { tell } from '../messaging/tell.ts'
import type { Consent } from '../storage/accounts/account.ts'
import { words } from '../camera/words.ts'
import { askConsent } from './askConsent.ts'
import { conclude } from './conclude.ts'
import { isOver } from './isOver.ts'
import { showCodes } from './showCodes.ts'
import { signIn, type Studio } from './signIn.ts'

/** Breakdowns of the recognition that a window gets over by itself. */
const greatestLosses = 3

/**
 * The life of a camera window: consent, then one attempt after the other until one succeeds, one ends the sign-in, or the
 * person gives up.
 *
 * @param cancel aborted with `cancelled` by the person, with `interaction_expired` by the clock
 * @returns whether the window may close by itself
 */
export async function runSignIn(studio: Studio, cancel: AbortSignal): Promise<boolean> {
  const { offer, screen, timings } = studio
  let last: ZAuthError | null = null
  let codes: readonly string[]
  let losses = 0
  try {
    const consent = offer.purpose === 'enrol' ? await askConsent(screen, offer, cancel) : null
    for (;;) {
      last = null
      const outcome = await attempt(studio, consent, cancel)
      if (!(outcome instanceof ZAuthError)) {
        codes = outcome
        break
      }
      last = outcome
      if (outcome.code === 'camera_changed') continue
      if (outcome.code === 'backend_lost' && ++losses <= greatestLosses) continue
      if (outcome.code === 'locked') {
        await unlockedAgain(cancel)
        continue
      }
      await noteError(last.code)
      screen.show({ phase: 'failed', failure: { error: last, over: false } })
      await screen.pressed(cancel)
      // A window may stand there for longer than the keys stay open.
      await unlockedAgain(cancel)
    }
  } catch (thrown) {
    const error = asZAuthError(thrown)
    if (error.code === 'cancelled') screen.show({ phase: 'starting', note: words.cancelling })
    // Who cancels because of something that failed is not the one to blame.
    const failed = last ?? screen.view.failure?.error
    if (error.code !== 'cancelled') await noteError(error.code)
    await conclude(offer, error.code === 'cancelled' && failed ? failed : error)
    if (error.code === 'cancelled') return true
    screen.show({ phase: 'failed', failure: { error, over: true } })
    return false
  }
  document.body.dataset['timings'] = JSON.stringify(timings.summary())
  await noteTimings(timings.summary())
  const told = tell({ command: 'settled', ticket: offer.ticket })
  // They are given once: nothing stands between them and the person.
  if (codes.length > 0) await showCodes(screen, codes)
  await told
  screen.show({ phase: 'done', progress: 1, ...(offer.own && { note: words.goingOn }) })
  return true
}

/** The error of an attempt that can be repeated; recovery codes to be shown, if there are any, when it succeeded. */
async function attempt(
  studio: Studio,
  consent: Consent | null,
  cancel: AbortSignal,
): Promise<ZAuthError | readonly string[]> {
  try {
    return await signIn(studio, consent, cancel)
  } catch (thrown) {
    const error = cancel.aborted ? asZAuthError(cancel.reason) : asZAuthError(thrown)
    if (cancel.aborted || isOver(error, studio.offer, Date.now())) throw error
    return error
  }
}
