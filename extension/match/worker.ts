import { serveOperations } from '../workers/serveOperations.ts'
import { matchOperations } from './operations.ts'

/** SEAL has a thread of its own, so that the camera's picture never waits for it. */
serveOperations(matchOperations)
