/** Puts a file among the person's downloads. */
export function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const link = document.createElement('a')
  link.download = name
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.click()
  URL.revokeObjectURL(link.href)
}
