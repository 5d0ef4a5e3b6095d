import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from './letter.ts'

export interface RenderedLetter {
  subject: string
  text: string
  html: string
}

/** The same letter as plain text and as HTML without pictures, scripts or outside addresses. */
export function renderLetter(letter: Letter, locale: Locale): RenderedLetter {
  const { subject, paragraphs, action, footer } = letter
  const colon = locale === 'zh' ? '：' : ':'
  const text = [...paragraphs, ...(action ? [`${action.label}${colon}\n${action.url}`] : []), `--\n${footer}`]
  const button = action
    ? `<p style="margin:28px 0"><a href="${escapeHtml(action.url)}" style="background:#1f5c4d;color:#fff;padding:12px 20px;border-radius:8px;text-decoration:none">${escapeHtml(action.label)}</a></p>
<p style="font-size:13px;color:#666;word-break:break-all">${escapeHtml(action.url)}</p>`
    : ''
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;font-family:system-ui,'PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:1.6;color:#222;background:#fff">
<div style="max-width:520px;margin:0 auto">
<p style="font-weight:600">Huafang 画坊</p>
${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
${button}
<p style="margin-top:32px;font-size:13px;color:#666">${escapeHtml(footer)}</p>
</div></body></html>
`
  return { subject, text: `${text.join('\n\n')}\n`, html }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
