/** The addresses that Duo's clients make out of the host that they are given. */
export const addresses = {
  healthCheck: '/oauth/v1/health_check',
  authorize: '/oauth/v1/authorize',
  token: '/oauth/v1/token',
} as const
