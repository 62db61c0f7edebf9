/** What a form does when it is submitted: `go`, in the page, and nothing while it is at it. */
export function submitted(isBusy: boolean, go: () => Promise<void>): (event: { preventDefault(): void }) => void {
  return (event) => {
    event.preventDefault()
    if (!isBusy) void go()
  }
}
