export { words } from '../../../shared/words/de.ts'
