import { ZAuthVerify } from './zauthVerify.ts'

// The script may stand in a page twice.
if (customElements.get('zauth-verify') === undefined) customElements.define('zauth-verify', ZAuthVerify)
