import { domainToASCII } from 'node:url'

const gmailDomains = new Set(['gmail.com', 'googlemail.com'])

/**
 * One form for all spellings of one mailbox: lower case, without the +tag, and at Gmail without dots. It is the key of an
 * account and of its bonus, never an address to write to. Takes an address that was checked to be one.
 */
export function normalizeEmail(email: string): string {
  const address = email.normalize('NFKC').trim().toLowerCase()
  const at = address.lastIndexOf('@')
  const domain = domainToASCII(address.slice(at + 1)) || address.slice(at + 1)
  const local = address.slice(0, at)
  const plus = local.indexOf('+')
  // A plus in front is no tag: nothing would be left of the name.
  const untagged = plus > 0 ? local.slice(0, plus) : local
  if (!gmailDomains.has(domain)) return `${untagged}@${domain}`
  return `${untagged.replaceAll('.', '')}@gmail.com`
}
