/**
 * What Node and a browser's worker both have and `shared` may use. Declared here, and only here, so that `shared` is
 * checked against neither realm's library and cannot touch the DOM or Node by accident.
 */

interface SharedSubtle {
  digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
}

declare const crypto: {
  getRandomValues<T extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>>(
    array: T,
  ): T
  readonly subtle: SharedSubtle
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}

declare class TextDecoder {
  constructor(label?: 'utf-8', options?: { fatal?: boolean })
  decode(bytes: Uint8Array): string
}

declare const performance: { now(): number }

declare class URL {
  constructor(url: string, base?: string)
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly hostname: string
  readonly pathname: string
  readonly searchParams: { set(name: string, value: string): void }
  static canParse(url: string): boolean
}

declare namespace WebAssembly {
  class Exception {
    /** Emscripten's addition: the C++ type and what it says. */
    readonly message?: unknown
  }
}
