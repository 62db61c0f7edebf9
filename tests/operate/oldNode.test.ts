import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { complaintAboutNode } from '../../server/cli/complaintAboutNode.ts'

const program = join(import.meta.dirname, '..', '..', 'server', 'zauth.ts')

it('a Node that is too old is complained of, and the exit code says that it has to be changed first', async () => {
  const pretence = `data:text/javascript,Object.defineProperty(process, 'version', { value: 'v24.9.9' })`
  const [code, said] = await new Promise<[unknown, string]>((resolve) => {
    execFile(process.execPath, ['--import', pretence, program, 'serve'], (error, out, err) =>
      resolve([error?.code, out + err]),
    )
  })
  expect([code, said]).toEqual([2, `${complaintAboutNode('v24.9.9')}\n`])
})
