import { currentLocale } from './currentLocale.ts'

/** A moment's time of day, such as 14:05. */
export function timeOf(time: Date | number): string {
  return new Intl.DateTimeFormat(currentLocale().tag, { hour: '2-digit', minute: '2-digit' }).format(time)
}

/** A moment's day, such as 25 November 2026. */
export function dayOf(time: Date | number): string {
  return new Intl.DateTimeFormat(currentLocale().tag, { day: 'numeric', month: 'long', year: 'numeric' }).format(time)
}

/** A number, as the person writes it. */
export function numberOf(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(currentLocale().tag, options).format(value)
}
