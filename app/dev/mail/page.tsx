import { notFound } from 'next/navigation'
import { env } from '#lib/env.ts'
import { listDevelopmentMails } from '#lib/mail/development-mail.ts'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Letters 信件 · Huafang 画坊', robots: { index: false } }

export default async function DevelopmentMailPage() {
  // These letters are keys to accounts: on a site that others can reach there is no such page.
  if (env.isPublic) notFound()
  const mails = await listDevelopmentMails()
  return (
    <main style={{ maxWidth: 720, margin: '0 auto', padding: '32px 16px' }}>
      <h1 style={{ fontSize: 24 }}>Letters 信件</h1>
      <p>
        No mail server is set (<code>SMTP_URL</code>), so the site keeps its letters here instead of sending
        them. Newest first.{' '}
        <span lang="zh-Hans">没有设置邮件服务器，网站把信件放在这里，最新的在最上面。</span>
      </p>
      {mails.length === 0 && (
        <p>
          No letters yet. <span lang="zh-Hans">还没有信件。</span>
        </p>
      )}
      {mails.map((mail) => (
        <article key={mail.id} style={{ borderTop: '1px solid #8886', padding: '16px 0' }}>
          <h2 style={{ fontSize: 18, margin: 0 }}>{mail.subject}</h2>
          <p style={{ margin: '4px 0 16px', opacity: 0.75 }}>
            To {mail.recipient} ·{' '}
            <time dateTime={mail.createdAt.toISOString()}>{mail.createdAt.toLocaleString()}</time>
          </p>
          <LetterText text={mail.text} />
        </article>
      ))}
    </main>
  )
}

function LetterText({ text }: { text: string }) {
  // A capturing group keeps the addresses: they are at the odd places.
  const parts = text.split(/(https?:\/\/\S+)/)
  return (
    <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <a key={part} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}
