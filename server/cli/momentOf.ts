import { InvalidArgumentError } from '@commander-js/extra-typings'

const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/

/**
 * A day, or a day and a time, with or without its distance from UTC; without one it is UTC, as everything that is printed.
 *
 * @returns milliseconds since 1970
 */
export function momentOf(text: string): number {
  const [, day, time = '00:00', zone = 'Z'] = form.exec(text) ?? []
  // A day that is none, such as the 30th of February, would be taken for one of the next month.
  const isDay = day !== undefined && isoOf(Date.parse(`${day}T00:00Z`)).startsWith(day)
  const moment = isDay ? Date.parse(`${day}T${time}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`) : NaN
  if (!Number.isNaN(moment)) return moment
  throw new InvalidArgumentError(
    'Expected a day or a time, as in 2026-01-31, 2026-01-31T08:00 (both in UTC) or 2026-01-31T08:00+01:00.',
  )
}

function isoOf(moment: number): string {
  return Number.isNaN(moment) ? '' : new Date(moment).toISOString()
}
