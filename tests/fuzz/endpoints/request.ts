/** What stands in a request's body, or in the query where it has none. */
export type Fields = Readonly<Record<string, unknown>>

/** How fields are written down. `bytes` takes the one field that there is as it is. */
export type Form = 'json' | 'cbor' | 'form' | 'query' | 'bytes' | 'none'

/** A request before it is written down. */
export interface Draft {
  readonly method: string
  /** With the values of its parts, without a query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly form: Form
  readonly fields: Fields
}

/** A way in over HTTP. */
export interface Entrance {
  /** As the router knows it: method and pattern. */
  readonly route: string
  /** What an honest party would send now, whom the verifier would follow as far as it can. */
  honest(): Draft | Promise<Draft>
  /** Where it is, if not at the issuer's address. */
  readonly at?: string
  /** How many other requests one to it weighs: what costs a match is asked for less often. */
  readonly weight?: number
}
