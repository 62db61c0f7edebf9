export { words } from '../../../shared/words/ar.ts'
