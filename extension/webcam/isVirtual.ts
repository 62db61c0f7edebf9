/** Programs that are known to pass for a camera, as their cameras are called. */
const known =
  /\b(obs|virtual|manycam|xsplit|vcam|snap camera|splitcam|youcam|e2esoft|webcamoid|droidcam|iriun|epoccam|v4l2 ?loopback|dummy video|unity capture|deepfacelive|avatarify)\b/i

/**
 * Whether a camera is a program by its name. It is said to the person, and nothing is refused for it: whoever wants to deceive gives
 * his program another name, and only people who use their telephone as a camera, or blur what is behind them, would be shut out.
 */
export function isVirtual(label: string): boolean {
  return known.test(label)
}
