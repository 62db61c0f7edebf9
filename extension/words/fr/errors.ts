export { words } from '../../../shared/words/fr.ts'
