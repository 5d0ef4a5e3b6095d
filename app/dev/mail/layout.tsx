import type { ReactNode } from 'react'

/** Pages for the person who runs the site on their own machine: no styles or scripts of the site. */
export default function DevelopmentLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" style={{ colorScheme: 'light dark' }}>
      <body style={{ margin: 0, fontFamily: 'system-ui, sans-serif', lineHeight: 1.6 }}>{children}</body>
    </html>
  )
}
