#!/usr/bin/env node
import { complaintAboutNode } from './cli/complaintAboutNode.ts'

// The program itself is loaded only afterwards: an old Node fails to parse it, and says so in no words of ours.
const complaint = complaintAboutNode(process.version)
if (complaint === null) {
  await import('./cli/main.ts')
} else {
  process.stderr.write(`${complaint}\n`)
  // It has to be changed first: nothing that starts the verifier needs to try again.
  process.exitCode = 2
}
