import { connect as connectTcp } from 'node:net'
import { connect } from 'node:tls'
import type { VerifierConfig } from '../config/config.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

const patience = 10_000
const day = 24 * 60 * 60_000
/** Whoever renews certificates by a program does so a month before. */
const leastDays = 14
/** Proofs of devices are good for a minute or so. */
const largestSkew = 30_000

/**
 * The verifier as browsers see it: reached by its own address, through whatever proxy is before it. One that is not running is no
 * fault of its settings, and is only said.
 *
 * @param isToRun whether it is a fault
 */
export async function checkIssuer(config: VerifierConfig, now: number, isToRun = false): Promise<Finding[]> {
  const findings = await lookAtIssuer(config, now)
  const [first] = findings
  if (first?.verdict !== 'wrong' || (await isListening(config.listen))) return findings
  const { host, port } = config.listen
  const says = `It is not running: nobody listens at ${host}, port ${port}.`
  if (isToRun) return [wrong('verifier', says, 'zauth serve'), first]
  return [
    unknown(
      'verifier',
      `${says} What browsers see was not looked at.`,
      'Start it, and run zauth doctor --running, for which this is a fault.',
    ),
  ]
}

async function lookAtIssuer({ issuer }: VerifierConfig, now: number): Promise<Finding[]> {
  const url = `${issuer}/.well-known/openid-configuration`
  const begun = Date.now()
  let response: Response
  try {
    response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patience) })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const reason = cause instanceof Error ? codeOf(cause) : String(cause)
    return [
      wrong(
        'issuer',
        `${issuer} does not answer from here (${reason}).`,
        'Is the verifier running, and does its proxy lead to listen.host and listen.port?',
      ),
    ]
  }
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok || !isOf(body, issuer)) {
    return [
      wrong(
        'issuer',
        `${url} is answered by something else (status ${response.status}).`,
        'Lead the whole path of the issuer to the verifier, unchanged.',
      ),
    ]
  }
  return [
    fine('issuer', `${issuer} answers.`),
    clock(response, now + (Date.now() - begun)),
    proxy(issuer, response),
    ...(issuer.startsWith('https:') ? [await certificate(new URL(issuer), now)] : [onlyHere(issuer)]),
  ]
}

/** Whether somebody does, where the verifier is told to. */
function isListening({ host, port }: VerifierConfig['listen']): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTcp({ host, port, timeout: patience })
    const give = (listens: boolean): void => {
      socket.destroy()
      resolve(listens)
    }
    socket.once('connect', () => {
      give(true)
    })
    socket.once('timeout', () => {
      give(false)
    })
    socket.once('error', () => {
      give(false)
    })
  })
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

function isOf(body: unknown, issuer: string): boolean {
  return typeof body === 'object' && body !== null && 'issuer' in body && body.issuer === issuer
}

/** The date is of whoever answers last: the proxy, which most often keeps its clock well. */
function clock(response: Response, now: number): Finding {
  const date = Date.parse(response.headers.get('date') ?? '')
  if (Number.isNaN(date)) return unknown('clock', 'The answer has no date to compare it with.')
  const skew = Math.abs(now - date)
  // The header has whole seconds.
  if (skew <= largestSkew + 1000) return fine('clock', 'It agrees with the date of the answer.')
  return wrong(
    'clock',
    `It differs from the date of the answer by ${Math.round(skew / 1000)} seconds.`,
    'Have it set by the network (timedatectl set-ntp true).',
  )
}

function proxy(issuer: string, { headers }: Response): Finding {
  const missing = [
    'x-content-type-options',
    'content-security-policy',
    ...(issuer.startsWith('https:') ? ['strict-transport-security'] : []),
  ].filter((name) => !headers.has(name))
  if (missing.length === 0) return fine('proxy', 'The headers of the verifier arrive.')
  return wrong('proxy', `On the way these headers are lost: ${missing.join(', ')}.`, 'Have the proxy pass them on.')
}

function onlyHere(issuer: string): Finding {
  return fine('certificate', `${issuer} needs none: it is for this machine alone.`)
}

function certificate({ hostname, port }: URL, now: number): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, timeout: patience })
    const give = (finding: Finding): void => {
      socket.destroy()
      resolve(finding)
    }
    socket.once('secureConnect', () => {
      const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - now) / day)
      const says = `It is good for ${days} days more.`
      give(
        days < leastDays
          ? wrong('certificate', says, 'Renew it now, and see why it was not.')
          : fine('certificate', says),
      )
    })
    socket.once('timeout', () => {
      give(unknown('certificate', 'The server was silent.'))
    })
    socket.once('error', ({ message }) => {
      give(wrong('certificate', message, 'Get one that browsers take, for this name.'))
    })
  })
}
