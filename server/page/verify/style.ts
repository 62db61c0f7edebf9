/**
 * How the element looks. A constructed style sheet is no inline style, so the strictest content security policy of a website
 * lets it be; the custom properties and parts are the website's to set. Light or dark it is as the page says by `color-scheme`.
 */
export const style = new CSSStyleSheet()
style.replaceSync(`
  :host {
    --accent: var(--zauth-accent, light-dark(#1f5fd6, #7fb0ff));
    --on-accent: var(--zauth-on-accent, light-dark(#ffffff, #0d1726));
    --ink: var(--zauth-ink, light-dark(#1b1e26, #eceef3));
    --bad: var(--zauth-bad, light-dark(#a3262a, #ff9a9a));
    display: inline-block;
    font: inherit;
  }
  :host([hidden]) { display: none; }
  button {
    box-sizing: border-box;
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 1.25rem;
    border: 1px solid transparent;
    border-radius: var(--zauth-radius, 0.75rem);
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:disabled { opacity: 0.6; cursor: default; }
  button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
  /* As wide as the button, whatever is said. */
  p { width: 0; min-width: 100%; margin: 0.5rem 0 0; color: var(--ink); }
  p.bad { color: var(--bad); }
  p slot:not([data-shown]) { display: none; }
  p:not(:has(slot[data-shown])) { margin: 0; }
  @media (forced-colors: active) { button { border-color: ButtonBorder; } }
`)
