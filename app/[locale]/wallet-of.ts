import { cache } from 'react'
import { balance } from '#lib/credits/balance.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'

/** A user's credits, looked up once for all that a page shows them in. */
export const walletOf = cache((userId: string) => balance(db, userId, env.provider))
