export { words } from '../../../shared/words/es.ts'
