import { build } from 'esbuild'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const ownScript = '<script type="module" src="camera.js"></script>'

/**
 * Puts `fakeCamera.ts` into the camera window of an unpacked extension, and nothing else anywhere else. The webcam's file is served on this
 * computer, and read anew whenever the window asks for the camera, as Chromium does with its own.
 *
 * @param extensionDir a copy; changed
 * @param webcam path of the `.mjpeg` file
 * @returns what ends the serving
 */
export async function fitFakeCamera(extensionDir: string, webcam: string): Promise<() => Promise<void>> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'video/x-motion-jpeg', 'access-control-allow-origin': '*' })
    createReadStream(webcam).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  await build({
    entryPoints: [join(import.meta.dirname, 'fakeCamera.ts')],
    outfile: join(extensionDir, 'fakeCamera.js'),
    bundle: true,
    format: 'iife',
    target: 'firefox142',
    define: { webcamUrl: JSON.stringify(`http://localhost:${port}/`) },
  })
  const page = join(extensionDir, 'camera.html')
  const html = await readFile(page, 'utf8')
  if (!html.includes(ownScript)) throw new Error(`Unexpected camera.html, expected ${ownScript} in it`)
  await writeFile(page, html.replace(ownScript, `<script src="fakeCamera.js"></script>\n    ${ownScript}`))
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
