import { constants } from 'node:fs'

/**
 * A flag for `open`: a link is refused (`ELOOP`). Root opens what lies in folders of others, where a link may lead to anything of root's.
 * Windows has neither such links nor the flag.
 */
export const followNoLink = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0
