import { domainToASCII } from 'node:url'

const gmailDomains = new Set(['gmail.com', 'googlemail.com'])

/**
 * One form for all addresses that are likely to be one person's: lower case, without the +tag, and at Gmail without dots. It is
 * the key of an account and of its bonus, never an address to write to, and no proof: elsewhere than at Gmail a +tag may be
 * somebody else's mailbox (`isSameMailbox`). Takes an address that was checked to be one.
 */
export function normalizeEmail(email: string): string {
  const { local, domain } = parts(email)
  return gmailDomains.has(domain) ? gmailAddress(local) : `${untagged(local)}@${domain}`
}

/** Whether letters to both addresses surely come to one mailbox. */
export function isSameMailbox(one: string, other: string): boolean {
  return mailboxOf(one) === mailboxOf(other)
}

function mailboxOf(email: string): string {
  const { local, domain } = parts(email)
  return gmailDomains.has(domain) ? gmailAddress(local) : `${local}@${domain}`
}

function parts(email: string): { local: string; domain: string } {
  const address = email.normalize('NFKC').trim().toLowerCase()
  const at = address.lastIndexOf('@')
  const domain = domainToASCII(address.slice(at + 1)) || address.slice(at + 1)
  return { local: address.slice(0, at), domain }
}

/** A plus in front is no tag: nothing would be left of the name. */
function untagged(local: string): string {
  const plus = local.indexOf('+')
  return plus > 0 ? local.slice(0, plus) : local
}

function gmailAddress(local: string): string {
  return `${untagged(local).replaceAll('.', '')}@gmail.com`
}
