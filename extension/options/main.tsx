import { render } from 'preact'
import { followTheme } from '../ui/followTheme.ts'
import { followLanguage } from '../words/followLanguage.ts'
import { Options } from './Options.tsx'
import { words } from './words.ts'

await Promise.all([followLanguage(draw), followTheme()])
draw()

function draw(): void {
  document.title = words.title
  // Anew, as other words are no other state.
  render(<Options key={document.documentElement.lang} />, document.body)
}
