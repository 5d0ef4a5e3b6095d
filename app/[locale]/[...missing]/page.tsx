import { notFound } from 'next/navigation'

/** Every path that no page answers, so that "not found" is said inside the site and in its language. */
export default function MissingPage() {
  notFound()
}
