import type { Env } from '#lib/env.ts'

function pair(zh: string, en: string): string {
  return `  ${zh}\n  ${en}\n`
}

/** What a person reads when everything runs: the address, what is not real, and how to get an account. */
export function announcement(env: Env, seconds: number): string {
  const parts = [
    `\n  画坊 Huafang  ${env.publicUrl}   (${seconds.toFixed(1)} s)\n`,
    env.provider === 'sandbox'
      ? pair(
          '图片由沙盒绘制，不是真的模型。设置 OPENAI_API_KEY（或 OPENAI_BASE_URL）后重新启动即可使用真的。',
          'Pictures come from a sandbox, not from a model. Set OPENAI_API_KEY (or OPENAI_BASE_URL) and start again for real ones.',
        )
      : '',
    env.SMTP_URL
      ? ''
      : pair(
          `邮件不会寄出，而是显示在 ${env.publicUrl}/dev/mail 。设置 SMTP_URL 即可寄出。`,
          `Letters are not sent but shown on ${env.publicUrl}/dev/mail. Set SMTP_URL to send them.`,
        ),
    pair('在网页上注册，或者用命令创建账户：', 'Sign up on the site, or create an account here:') +
      '  npm run -s user -- create --email you@example.com --password "a long password" --credits 1000\n',
    pair('按 Ctrl-C 停止。', 'Ctrl-C stops everything.'),
  ]
  return parts.filter((part) => part !== '').join('\n')
}
