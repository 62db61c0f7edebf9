import type { Road } from '../roads/roads.ts'
import { addresses as entra } from '../entra/addresses.ts'
import type { Client } from './client.ts'

type Lines = (issuer: string, client: Client) => readonly (readonly [name: string, value: string])[]

const pastes: Record<Road, Lines> = {
  oidc: (issuer, { id, secret, redirectUris }) => [
    ['discovery', `${issuer}/.well-known/openid-configuration`],
    ['client_id', id],
    ['client_secret', secret],
    ['redirect_uri', redirectUris.join(' ')],
  ],
  duo: (issuer, { id, secret }) => [
    ['client_id', id],
    ['client_secret', secret],
    ['api_hostname', new URL(issuer).host],
  ],
  entra: (issuer, { id, secret, enrolment, entra: settings }) => [
    ['discovery', `${issuer}${entra.metadata}`],
    ['client id', id],
    ['app id', settings?.audience ?? ''],
    ...(enrolment === 'ticket' ? ticketsBy(issuer, id, secret) : []),
  ],
  verify: (issuer, { id, secret }) => [
    ['in the page', `<script src="${issuer}/assets/verify.js" type="module"></script>`],
    ['order', `POST ${issuer}/v1/challenges`],
    ['redeem', `POST ${issuer}/v1/verify`],
    ['user', id],
    ['password', secret],
  ],
}

/** Entra has no use for a secret; who orders tickets has. */
function ticketsBy(issuer: string, id: string, secret: string): [name: string, value: string][] {
  return [
    ['tickets', `POST ${issuer}/v1/tickets`],
    ['user', id],
    ['password', secret],
  ]
}

const titles: Record<Road, string> = {
  oidc: 'OpenID Connect',
  duo: 'A Duo integration',
  entra: 'Microsoft Entra, external authentication method',
  verify: 'The verify endpoint',
}

/** What a website's owner pastes into her side, for each of its roads. */
export function pasteFor(issuer: string, client: Client): string {
  return client.roads
    .map((road) => {
      const lines = pastes[road](issuer, client).map(([name, value]) => `  ${name.padEnd(13)} ${value}`)
      return [titles[road], ...lines].join('\n')
    })
    .join('\n\n')
}
