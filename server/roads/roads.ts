/** The ways in which a website asks and gets its answer. All of them end in the same challenge and the same match. */
export const roads = ['oidc', 'duo', 'entra', 'verify'] as const
export type Road = (typeof roads)[number]

/** Whether a website that asks by these alone needs no secret: Entra proves itself by its tenant's keys. */
export const doWithoutSecret = (asked: readonly Road[]): boolean => asked.every((road) => road === 'entra')

/** The same, or a check: a device asks by itself, to manage its account. No website has asked, and none hears. */
export type RoadOrOwn = Road | 'own'
