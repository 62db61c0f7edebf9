import { migration1 } from './migration1.ts'
import { migration2 } from './migration2.ts'

/**
 * What makes a database into that of this program, step by step: the statements of step n bring one of version n − 1 to version n. A
 * step that was released is never changed. Each statement can be said again where it was obeyed before (`if not exists`), since some
 * servers of the protocol keep what makes tables even when the transaction around it is not ended well.
 */
export const migrations: readonly (readonly string[])[] = [migration1, migration2]
