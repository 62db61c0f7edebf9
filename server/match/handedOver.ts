import Piscina from 'piscina'

type Transferable = Parameters<typeof Piscina.move>[0]

/** A value for another thread whose memory moves there instead of being copied; it is empty here afterwards. */
export function handedOver<T>(value: T, memory: readonly ArrayBuffer[]): T {
  const handed: unknown = { [Piscina.transferableSymbol]: memory, [Piscina.valueSymbol]: value }
  return Piscina.move(handed as Transferable) as T
}
