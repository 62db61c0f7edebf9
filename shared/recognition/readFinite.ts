import type { Tensor } from '@tensorflow/tfjs-core'
import { ZAuthError } from '../protocol/errors.ts'

/**
 * The values of a network's output. A driver that breaks down gives what is no number, and that must not pass for a face that is
 * not there.
 *
 * @throws ZAuthError `backend_lost`
 */
export async function readFinite(output: Tensor): Promise<Float32Array> {
  const values = await output.data<'float32'>()
  if (!values.every(Number.isFinite)) throw new ZAuthError('backend_lost', 'the backend gave what is no number')
  return values
}
