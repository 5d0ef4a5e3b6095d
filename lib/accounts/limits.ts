import type { RateRule } from '#lib/http/rate-limit.ts'

const MINUTE = 60
const HOUR = 3600

export const signUpRule: RateRule = { name: 'sign-up', points: 20, seconds: HOUR }
export const verifyRule: RateRule = { name: 'verify-email', points: 60, seconds: HOUR }
export const resendRule: RateRule = { name: 'resend', points: 20, seconds: HOUR }
/** Letters that strangers can make us send to one mailbox. */
export const letterRule: RateRule = { name: 'letter', points: 5, seconds: HOUR }

export const signInNetworkRule: RateRule = { name: 'sign-in-network', points: 100, seconds: 15 * MINUTE }
/** Per mailbox and network, so that a stranger elsewhere cannot lock somebody out by failing on purpose … */
export const signInPairRule: RateRule = { name: 'sign-in-pair', points: 10, seconds: 15 * MINUTE }
/** … and per mailbox, wide enough for a person, too narrow for guessing from many networks. */
export const signInMailRule: RateRule = { name: 'sign-in-mail', points: 100, seconds: HOUR }
