/** Controls, formats (which can turn text around or hide it), lone surrogates, private and unassigned characters, line breaks. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u

/** Whether a person who reads a text reads what it says: no character in it is unseen, or rearranges the others. */
export function isPrintable(text: string): boolean {
  return !unseen.test(text)
}
