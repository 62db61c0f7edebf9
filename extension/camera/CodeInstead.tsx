import { goToPage } from '../signIn/goToPage.ts'
import { closeWindow } from './closeWindow.ts'
import { words } from './words.ts'

/** The way in without a face: the window closes, and the verifier's page, which takes recovery codes, comes to the front. */
export function CodeInstead({ ticket }: { ticket: string }) {
  return (
    <button type="button" class="plain compact instead" onClick={() => void goToPage(ticket).finally(closeWindow)}>
      {words.codeInstead}
    </button>
  )
}
