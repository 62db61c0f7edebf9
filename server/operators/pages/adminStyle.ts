/** What the operators' pages need beside the style of the verifier's pages. */
export const adminStyle = `
.overview { width: min(72rem, 100%); place-self: start center; display: grid; gap: var(--space-8); }
.overview > * { min-width: 0; }
.overview header { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-4); }
.overview h1 { margin: 0; text-align: start; }
.overview header p { flex: 1; }
.overview header form { margin: 0; }
.code input { font-family: inherit; letter-spacing: normal; text-transform: none; }
.code + .quiet { margin-top: var(--space-4); }
.overview section { padding: var(--space-6); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-l); }
.overview h2 { font-size: var(--size-large); }
.overview dl { grid-template-columns: 1fr; margin: 0; }
.overview dl > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--space-3); }
.well { color: var(--good); font-weight: var(--weight-bold); }
.ill { color: var(--bad); font-weight: var(--weight-bold); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: var(--size-note); }
th, td { padding: var(--space-2) var(--space-3); border-bottom: 1px solid var(--line); text-align: start; white-space: nowrap; }
th { color: var(--quiet); }
`
