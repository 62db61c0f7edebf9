/** How the website looks, in light and in dark. */
export const style = `
  :root { color-scheme: light dark; --ink: light-dark(#1d2733, #e8ecf1); --paper: light-dark(#f4f6f8, #12171d);
    --card: light-dark(#fff, #1b222b); --line: light-dark(#d5dbe2, #333d49); --edge: light-dark(#74808d, #758393);
    --blue: light-dark(#0b5cad, #6db3ff); --on-blue: light-dark(#fff, #0b1117); --red: light-dark(#fdecea, #46201d) }
  * { box-sizing: border-box }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
  header { padding: 20px 28px; font-size: 18px }
  main { max-width: 440px; margin: 5vh auto; padding: 32px; background: var(--card); border-radius: 16px }
  h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.2 }
  label { display: block; margin-top: 16px }
  input, button, [role=alert] { padding: 10px 12px; font: inherit; border-radius: 8px }
  header, label, button, th { font-weight: 600 }
  input { display: block; width: 100%; margin-top: 4px; font-weight: 400; background: var(--paper);
    border: 1px solid var(--edge) }
  button { margin-top: 24px; color: var(--on-blue); background: var(--blue); border: 1px solid var(--blue) }
  button.second { color: inherit; background: none; border-color: var(--edge) }
  :focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
  a { color: var(--blue) }
  table { width: 100%; border-collapse: collapse; margin-top: 16px }
  th, td { padding: 8px 12px 8px 0; text-align: left; border-top: 1px solid var(--line); overflow-wrap: anywhere }
  small { display: block }
  [role=alert] { background: var(--red) }
  .hint { margin-bottom: 0; font-size: 14px }`
