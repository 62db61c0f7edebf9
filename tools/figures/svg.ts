/** An axis from one value to another, with a tick at every step. */
export interface Axis {
  readonly from: number
  readonly to: number
  /** 1 when left out. */
  readonly step?: number
  readonly label: string
  readonly tickOf: (value: number) => string
}

const size = { width: 640, height: 400 } as const
const inner = { left: 64, right: 16, top: 16, bottom: 48 } as const

/** Colours that can be told apart on white and on black, also without colour: each kind of line has its own dashes. */
const style = `
text{font:13px system-ui,sans-serif;fill:#24292f}
.grid{stroke:#8b949e;stroke-opacity:.35}
.mark{stroke:#8b949e;stroke-dasharray:2 3}
.line{fill:none;stroke-width:2}
.one{stroke:#0969da}.two{stroke:#bf5700;stroke-dasharray:8 4}.other{stroke:#6e7781;stroke-dasharray:2 3}
@media (prefers-color-scheme:dark){text{fill:#d0d7de}.one{stroke:#58a6ff}.two{stroke:#f0883e}.other{stroke:#9ea7b1}}
`.trim()

/**
 * The grid of a drawing with two axes.
 *
 * @returns `drawn`: its elements; `place`: where a point of the axes lies in the drawing
 */
export function frameOf(x: Axis, y: Axis): { drawn: string[]; place: (x: number, y: number) => [number, number] } {
  const right = size.width - inner.right
  const bottom = size.height - inner.bottom
  const place = (left: number, up: number): [number, number] => [
    round(inner.left + ((left - x.from) / (x.to - x.from)) * (right - inner.left)),
    round(bottom - ((up - y.from) / (y.to - y.from)) * (bottom - inner.top)),
  ]
  const drawn = [
    ...ticksOf(x).map((value) => {
      const [left] = place(value, y.from)
      return `<path class="grid" d="M${left} ${inner.top}V${bottom}"/><text x="${left}" y="${bottom + 18}" text-anchor="middle">${escapeXml(x.tickOf(value))}</text>`
    }),
    ...ticksOf(y).map((value) => {
      const [, up] = place(x.from, value)
      return `<path class="grid" d="M${inner.left} ${up}H${right}"/><text x="${inner.left - 6}" y="${up + 4}" text-anchor="end">${escapeXml(y.tickOf(value))}</text>`
    }),
    `<text x="${(inner.left + right) / 2}" y="${size.height - 8}" text-anchor="middle">${escapeXml(x.label)}</text>`,
    `<text transform="translate(14 ${(inner.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(y.label)}</text>`,
  ]
  return { drawn, place }
}

/** A line through points; its name goes to the legend. */
export function polyline(
  points: readonly (readonly [number, number])[],
  kind: 'one' | 'two' | 'other',
  name: string,
): string {
  return `<polyline class="line ${kind}" points="${points.map((point) => point.join(',')).join(' ')}"><title>${escapeXml(name)}</title></polyline>`
}

/**
 * A drawing, for light and dark pages.
 *
 * @param legendAt where, on the left, its lines' legend stands
 */
export function svgOf(title: string, elements: readonly string[], legendAt: 'top' | 'bottom'): string {
  const lines = elements.flatMap((element) => {
    const [, kind, name] = /class="line (\w+)".*<title>(.*)<\/title>/.exec(element) ?? []
    return kind && name ? [{ kind, name }] : []
  })
  const first = legendAt === 'top' ? inner.top + 18 : size.height - inner.bottom - 20 * lines.length
  const legend = lines.map(({ kind, name }, i) => {
    const top = first + 20 * i
    return `<path class="line ${kind}" d="M${inner.left + 12} ${top}h28"/><text x="${inner.left + 46}" y="${top + 4}">${name}</text>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img">`,
    `<title>${escapeXml(title)}</title><style>${style}</style>`,
    ...elements,
    ...legend,
    '</svg>',
    '',
  ].join('\n')
}

/** Text as XML takes it. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function ticksOf({ from, to, step = 1 }: Axis): number[] {
  return Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, i) =>
    Number((from + i * step).toFixed(6)),
  )
}

function round(place: number): number {
  return Math.round(10 * place) / 10
}
