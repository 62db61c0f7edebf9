/** A verifier's host on a line of its own. Where it is too long, its beginning is cut: whose it is stands at the end. */
export function Host({ issuer }: { issuer: string }) {
  const { host } = new URL(issuer)
  return (
    <span class="host" title={host}>
      <bdi dir="ltr">{host}</bdi>
    </span>
  )
}
