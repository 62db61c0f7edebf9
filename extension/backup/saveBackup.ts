/** Puts a backup among the person's downloads, named after its day. */
export function saveBackup(file: Uint8Array<ArrayBuffer>, now: Date): void {
  const link = document.createElement('a')
  link.download = `zauth-${now.toISOString().slice(0, 10)}.age`
  link.href = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }))
  link.click()
  URL.revokeObjectURL(link.href)
}
