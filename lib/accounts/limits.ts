import type { RateRule } from '#lib/http/rate-limit.ts'

const MINUTE = 60
const HOUR = 3600

export const signUpRule: RateRule = { name: 'sign-up', points: 20, seconds: HOUR }
export const verifyRule: RateRule = { name: 'verify-email', points: 60, seconds: HOUR }
export const resendRule: RateRule = { name: 'resend', points: 20, seconds: HOUR }
/** Letters that strangers can make us send to one mailbox. */
export const letterRule: RateRule = { name: 'letter', points: 5, seconds: HOUR }

/** Asking for a new password, and for a link that signs in, as a network. */
export const resetRule: RateRule = { name: 'reset', points: 20, seconds: HOUR }
export const resetConfirmRule: RateRule = { name: 'reset-confirm', points: 30, seconds: HOUR }
export const mailLinkRule: RateRule = { name: 'mail-link', points: 20, seconds: HOUR }

/** Passwords tried by who holds a session or a letter already: guessing, or a forgetful owner. */
export const passwordCheckRule: RateRule = { name: 'password-check', points: 10, seconds: 15 * MINUTE }
/** Changes of an account by its owner. */
export const accountRule: RateRule = { name: 'account', points: 120, seconds: HOUR }
export const changeEmailRule: RateRule = { name: 'change-email', points: 5, seconds: HOUR }
export const emailConfirmRule: RateRule = { name: 'email-confirm', points: 30, seconds: HOUR }
/** The page asks first whether there will be one: two for each. */
export const exportRule: RateRule = { name: 'export', points: 8, seconds: HOUR }

export const signInNetworkRule: RateRule = { name: 'sign-in-network', points: 100, seconds: 15 * MINUTE }
/** Per mailbox and network, so that a stranger elsewhere cannot lock somebody out by failing on purpose … */
export const signInPairRule: RateRule = { name: 'sign-in-pair', points: 10, seconds: 15 * MINUTE }
/** … and per mailbox, wide enough for a person, too narrow for guessing from many networks. */
export const signInMailRule: RateRule = { name: 'sign-in-mail', points: 100, seconds: HOUR }
