const [width, height, edge] = [720, 300, 40]
/** Degrees along the axis, and in one bar. */
const [least, greatest, bar] = [-12, 48, 2]

/**
 * A histogram of what the parallax says, as SVG: heads that turn beside prints that are tilted.
 *
 * @param heads degrees
 * @param prints degrees
 */
export function drawParallax(heads: readonly number[], prints: readonly number[]): string {
  const xOf = (degrees: number): number => edge + ((degrees - least) / (greatest - least)) * (width - 2 * edge)
  const shares = (values: readonly number[]): number[] =>
    Array.from({ length: (greatest - least) / bar }, (_, i) => {
      const from = least + i * bar
      return values.filter((value) => value >= from && value < from + bar).length / values.length
    })
  const [headShares, printShares] = [shares(heads), shares(prints)]
  const most = Math.max(...headShares, ...printShares)
  const bars = (values: readonly number[], colour: string): string =>
    values
      .map((share, i) => {
        const tall = (share / most) * (height - 2 * edge)
        const [x, y] = [xOf(least + i * bar), height - edge - tall]
        return share === 0
          ? ''
          : `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${(xOf(bar) - xOf(0) - 1).toFixed(1)}" height="${tall.toFixed(1)}" fill="${colour}" fill-opacity="0.75"/>`
      })
      .join('')
  const ticks = [-10, 0, 10, 20, 30, 40]
    .map(
      (degrees) =>
        `<text x="${xOf(degrees).toFixed(1)}" y="${height - edge + 18}" text-anchor="middle">${degrees}°</text>`,
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="13">
  <title>The turn that the parallax gives: flat prints, however they are tilted, stay near 0; heads show how far they turned.</title>
  <rect width="${width}" height="${height}" fill="#fff"/>
  ${bars(printShares, '#b4552d')}
  ${bars(headShares, '#2a6f97')}
  <path d="M${edge} ${height - edge}H${width - edge}" stroke="#444"/>
  <path d="M${xOf(20).toFixed(1)} ${edge - 14}V${height - edge}" stroke="#444" stroke-dasharray="4 4"/>
  <text x="${(xOf(20) + 6).toFixed(1)}" y="${edge - 4}">what a turn must reach</text>
  <g fill="#333">${ticks}</g>
  <text x="${edge}" y="${edge - 4}" fill="#b4552d">flat prints, tilted by 30 to 60°</text>
  <text x="${width - edge}" y="${edge + 14}" text-anchor="end" fill="#2a6f97">heads, turned by 20 and 30°</text>
</svg>
`
}
