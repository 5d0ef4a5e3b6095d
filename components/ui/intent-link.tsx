'use client'

import Link from 'next/link'
import { type ComponentProps, useState } from 'react'

/**
 * A link whose page is fetched ahead when somebody is about to follow it: the pointer is over it, a finger or the focus on it. Left to
 * itself, Next fetches the page of every link in view, twice, and each visit would cost the server six pages and a phone their bytes.
 */
export function IntentLink(
  props: Omit<ComponentProps<typeof Link>, 'prefetch' | 'onPointerEnter' | 'onFocus'>,
) {
  const [isMeant, setMeant] = useState(false)
  const mean = () => setMeant(true)
  return <Link {...props} prefetch={isMeant ? null : false} onPointerEnter={mean} onFocus={mean} />
}
