import { lockData } from '../../server/store/embedded/lock/lockData.ts'

/** Takes the lock of the folder that it is told, says whether it did, and gives it free when it is told none. */
let release: (() => Promise<void>) | null = null

process.on('message', (folder: string) => {
  void (async () => {
    await release?.()
    release = folder === '' ? null : await lockData(folder).catch(() => null)
    process.send?.(release !== null)
  })()
})
process.send?.('ready')
