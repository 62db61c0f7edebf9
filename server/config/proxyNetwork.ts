import proxyAddress from 'proxy-addr'
import * as v from 'valibot'

/** An address, or a network such as `10.0.0.0/8`, but not one of everybody. */
export const proxyNetwork = v.pipe(
  v.string(),
  v.check((text) => {
    try {
      proxyAddress.compile(text)
      return true
    } catch {
      return false
    }
  }, 'Expected an address, or a network such as 10.0.0.0/8'),
)
