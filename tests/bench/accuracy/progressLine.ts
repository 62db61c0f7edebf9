/** Says on standard error how far a long piece of work is: in place on a terminal, a line for each tenth elsewhere. */
export function progressLine(what: string): (done: number, all: number) => void {
  let told = -1
  return (done, all) => {
    const { isTTY } = process.stderr
    const part = Math.floor(((isTTY ? 100 : 10) * done) / all)
    if (part === told && done !== all) return
    told = part
    process.stderr.write(
      isTTY ? `\r${what}: ${done} of ${all} ${done === all ? '\n' : ''}` : `${what}: ${done} of ${all}\n`,
    )
  }
}
