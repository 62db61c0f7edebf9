/** What a browser calls itself, the most particular first: Edge and Opera say that they are Chrome, too. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** What a device is called until the person names it: by its browser and system, which its requests tell the verifier anyway. */
export function deviceNameOf(userAgent: string): string {
  const find = (known: typeof browsers): string | undefined => known.find(([form]) => form.test(userAgent))?.[1]
  return [find(browsers) ?? 'Browser', find(systems)].filter((part) => part !== undefined).join(', ')
}
