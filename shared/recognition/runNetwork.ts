import { tensor4d, type Tensor } from '@tensorflow/tfjs-core'
import { ZAuthError } from '../protocol/errors.ts'
import type { Models } from './models.ts'
import { networks, type NetworkName } from './networks.ts'

/**
 * What a network gives for images. A driver that breaks down gives what is no number, and that must not pass for a face that is not
 * there.
 *
 * @param pixels of one image after the other, each `size · size · 3` values from 0 to 255
 * @returns the values of each of the network's outputs, in the order of `networks`
 * @throws ZAuthError `backend_lost`
 */
export async function runNetwork(models: Models, name: NetworkName, pixels: Float32Array): Promise<Float32Array[]> {
  const { size, scaled, outputs } = networks[name]
  const input = tensor4d(pixels.map(scaled), [pixels.length / (3 * size * size), size, size, 3])
  let tensors: Tensor[] = []
  try {
    tensors = [models[name].execute(input, [...outputs])].flat()
    const values = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()))
    if (!values.every((one) => one.every(Number.isFinite)))
      throw new ZAuthError('backend_lost', 'the backend gave what is no number')
    return values
  } finally {
    input.dispose()
    for (const tensor of tensors) tensor.dispose()
  }
}
