import { fake, restart } from '../extension/extensionBrowser.ts'
import {
  backend as currentBackend,
  copyRegisteredKernels,
  getBackend,
  getKernel,
  memory,
  registerBackend,
  registerKernel,
  setBackend,
  unregisterKernel,
  type TensorInfo,
} from '@tensorflow/tfjs-core'
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Backend, Trial } from '../../extension/face/backend.ts'
import { chooseBackend, type Machine, type Wishes } from '../../extension/face/chooseBackend.ts'
import { rememberBackend } from '../../extension/face/rememberBackend.ts'
import { rememberedBackend } from '../../extension/face/rememberedBackend.ts'
import { knownAnswerOf } from '../../shared/recognition/knownAnswer.ts'
import { loadModels } from '../../shared/recognition/models.ts'
import { loadRecognition } from '../recognition/loadRecognition.ts'

/** TensorFlow.js's WebAssembly backend as drivers can be: right and fast, or with a fault in the convolutions. */
const faults = {
  slow: (convolve: () => TensorInfo) => {
    const end = performance.now() + 1.5
    while (performance.now() < end);
    return convolve()
  },
  wrong: (convolve: () => TensorInfo, values: (tensor: TensorInfo) => Float32Array) => {
    const tensor = convolve()
    values(tensor).reverse()
    return tensor
  },
  failing: () => {
    throw new Error('The device was lost')
  },
  /** What some drivers give once they are out of memory. */
  senseless: (convolve: () => TensorInfo, values: (tensor: TensorInfo) => Float32Array) => {
    const tensor = convolve()
    values(tensor).fill(NaN)
    return tensor
  },
}
type Driver = 'right' | keyof typeof faults

/** A computer that has these drivers; what it was asked to start is in `started`. */
function computer(drivers: Partial<Record<Backend, Driver>>): Machine & { started: Backend[] } {
  const started: Backend[] = []
  return {
    started,
    start: async (backend) => {
      started.push(backend)
      const driver = drivers[backend]
      return driver !== undefined && (await setBackend(driver === 'right' ? 'wasm' : driver))
    },
    load: () => loadModels((file) => readFile(join(import.meta.dirname, '../../dist/models', file))),
  }
}

const anything: Wishes = { remembered: null, wanted: null, avoided: [] }
const right = (backend: Backend, ms: number): Trial => ({ backend, outcome: 'right', ms })

beforeAll(async () => {
  await loadRecognition()
  const wasm = currentBackend()
  if (!(wasm instanceof BackendWasm)) throw new TypeError('Not on WebAssembly')
  const name = 'FusedConv2D'
  const right = getKernel(name, 'wasm')
  for (const [driver, fault] of Object.entries(faults)) {
    registerBackend(driver, () => wasm)
    copyRegisteredKernels('wasm', driver)
    unregisterKernel(name, driver)
    const kernelFunc: typeof right.kernelFunc = (input) =>
      fault(
        () => right.kernelFunc(input) as TensorInfo,
        (tensor) => wasm.typedArrayFromHeap(tensor) as Float32Array,
      )
    registerKernel({ ...right, backendName: driver, kernelFunc })
  }
})
beforeEach(restart)

describe('the face is recognised on', () => {
  test.each([
    ['the only backend that there is', { wasm: 'right' }, 'wasm'],
    ['the fastest, be it the first', { webgpu: 'right', wasm: 'slow', webgl: 'slow' }, 'webgpu'],
    ['the fastest, be it the last', { webgpu: 'slow', wasm: 'slow', webgl: 'right' }, 'webgl'],
    ['one that is right, not on a faster one that is wrong', { webgpu: 'wrong', wasm: 'slow' }, 'wasm'],
    ['one that works, not on one that fails', { webgpu: 'failing', webgl: 'right' }, 'webgl'],
    ['one that gives numbers, not on one that gives none', { webgpu: 'senseless', wasm: 'slow' }, 'wasm'],
  ] as const)('%s', async (_, drivers, expected) => {
    const { backend, models } = await chooseBackend(anything, computer(drivers))
    expect(backend).toBe(expected)
    expect(getBackend()).toBe(drivers[expected as keyof typeof drivers] === 'right' ? 'wasm' : 'slow')
    expect(await knownAnswerOf(models)).toMatchObject({ ok: true })
  })

  test('none that is wrong or fails: the person is told that this browser cannot', async () => {
    for (const drivers of [{}, { wasm: 'wrong' }, { webgpu: 'failing', wasm: 'wrong', webgl: 'senseless' }] as const)
      await expect(chooseBackend(anything, computer(drivers))).rejects.toMatchObject({ code: 'no_backend' })
  })

  test('the one of the last time, without trying others, as long as it gives the known answer', async () => {
    const fit = computer({ webgpu: 'right', webgl: 'slow' })
    expect(await chooseBackend({ ...anything, remembered: 'webgl' }, fit)).toMatchObject({ backend: 'webgl' })
    expect(fit.started).toEqual(['webgl'])
    for (const broken of ['wrong', 'failing'] as const)
      expect(
        await chooseBackend({ ...anything, remembered: 'webgl' }, computer({ wasm: 'right', webgl: broken })),
      ).toMatchObject({
        backend: 'wasm',
      })
  })

  test('the one that the person wants, though another is faster, as long as it gives the known answer', async () => {
    const fit = computer({ webgpu: 'right', webgl: 'slow' })
    expect(await chooseBackend({ ...anything, remembered: 'webgpu', wanted: 'webgl' }, fit)).toMatchObject({
      backend: 'webgl',
    })
    expect(fit.started).toEqual(['webgl'])
    const broken = computer({ webgpu: 'right', webgl: 'wrong' })
    expect(await chooseBackend({ ...anything, wanted: 'webgl' }, broken)).toMatchObject({ backend: 'webgpu' })
  })

  test('another than the one that broke down, which is tried again only when nothing else works', async () => {
    const avoiding: Wishes = { remembered: 'webgpu', wanted: null, avoided: ['webgpu'] }
    const fit = computer({ webgpu: 'right', wasm: 'slow' })
    expect(await chooseBackend(avoiding, fit)).toMatchObject({ backend: 'wasm' })
    expect(fit.started).not.toContain('webgpu')
    expect(await chooseBackend(avoiding, computer({ webgpu: 'right', wasm: 'wrong' }))).toMatchObject({
      backend: 'webgpu',
    })
  })

  test('one of those whose trials are told: what each did, and how long it took', async () => {
    const { trials } = await chooseBackend(anything, computer({ webgpu: 'wrong', wasm: 'right', webgl: 'senseless' }))
    expect(trials).toEqual([
      { backend: 'webgpu', outcome: 'wrong', ms: null },
      { backend: 'wasm', outcome: 'right', ms: expect.any(Number) as number },
      { backend: 'webgl', outcome: 'failed', ms: null },
    ])
  })

  test('one backend only: the networks on the others are given back', async () => {
    const before = memory().numTensors
    await chooseBackend(anything, computer({ wasm: 'right' }))
    const one = memory().numTensors - before
    expect(one).toBeGreaterThan(0)
    await chooseBackend(anything, computer({ webgpu: 'slow', wasm: 'wrong', webgl: 'right' }))
    expect(memory().numTensors - before).toBe(2 * one)
  })
})

describe('the backend of the last time', () => {
  test('is remembered', async () => {
    expect(await rememberedBackend()).toBeNull()
    await rememberBackend({
      backend: 'webgl',
      trials: [right('webgl', 20), { backend: 'webgpu', outcome: 'absent', ms: null }],
    })
    expect(await rememberedBackend()).toMatchObject({ backend: 'webgl' })
  })

  test('is checked alone, and what is known of the others stays', async () => {
    await rememberBackend({ backend: 'wasm', trials: [right('wasm', 60), right('webgl', 300)] })
    await rememberBackend({ backend: 'wasm', trials: [right('wasm', 50)] })
    expect((await rememberedBackend())?.trials).toEqual([right('wasm', 50), right('webgl', 300)])
  })

  test('is chosen anew after an update of the browser, whose drivers may differ', async () => {
    await fake.storage.local.set({
      backend: { backend: 'webgl', browser: `${navigator.userAgent}, but older`, trials: [] },
    })
    expect(await rememberedBackend()).toBeNull()
  })

  test('is chosen anew when what was remembered is damaged', async () => {
    await fake.storage.local.set({ backend: { backend: 'abacus', browser: navigator.userAgent, trials: [] } })
    expect(await rememberedBackend()).toBeNull()
  })
})
