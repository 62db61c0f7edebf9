import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap of this process grow to several times what it holds before it is collected.
 *
 * A verifier holds some 20 MB of objects and is idle between sign-ins, from which V8 concludes that memory matters more than time: it
 * marks and compacts the heap at every sign-in, for longer than the match takes. For a process of our own only:
 * who mounts a verifier decides about his.
 */
export function growHeapFreely(): void {
  setFlagsFromString('--heap-growing-percent=200')
}
