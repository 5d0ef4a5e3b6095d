import { type Locale, languageTags } from '#lib/i18n/locales.ts'
import type { Letter } from './letter.ts'

export interface RenderedLetter {
  subject: string
  text: string
  html: string
}

/** As docs/design-language.md has them; a letter knows no custom properties. */
const dark = `@media (prefers-color-scheme: dark) {
.page { background: #161412 !important; color: #ece7de !important }
.soft { color: #aaa398 !important }
.rule { border-color: #38342f !important }
.seal { background: #c53e28 !important }
}`

const titleFont = "Georgia,'Songti SC','Noto Serif CJK SC',SimSun,serif"
const textFont = "system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

/**
 * The same letter as plain text and as HTML without pictures, scripts or outside addresses. A paragraph of text is one line: whatever
 * shows it breaks it to its own width, where lines that are broken already stand ragged on a phone.
 */
export function renderLetter(letter: Letter, locale: Locale): RenderedLetter {
  const { subject, paragraphs, action, footer } = letter
  const colon = locale === 'zh' ? '：' : ':'
  const text = [...paragraphs, ...(action ? [`${action.label}${colon}\n${action.url}`] : []), `--\n${footer}`]
  const button = action
    ? `<p style="margin:28px 0 12px"><a href="${escapeHtml(action.url)}" class="seal" style="display:inline-block;background:#b3321f;color:#ffffff;padding:10px 20px;border-radius:2px;font-weight:500;text-decoration:none">${escapeHtml(action.label)}</a></p>
<p class="soft" style="margin:0;font-size:13px;color:#5f5a52;word-break:break-all">${escapeHtml(action.url)}</p>`
    : ''
  const html = `<!doctype html>
<html lang="${languageTags[locale]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title>
<style>${dark}</style></head>
<body class="page" style="margin:0;padding:32px 16px;font-family:${textFont};font-size:16px;line-height:1.75;color:#1c1a17;background:#faf9f5">
<div style="max-width:520px;margin:0 auto;overflow-wrap:anywhere">
<p style="margin:0 0 24px;font-family:${titleFont};font-size:19px;font-weight:600">Huafang 画坊</p>
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`).join('\n')}
${button}
<p class="soft rule" style="margin:32px 0 0;padding-top:16px;border-top:1px solid #dedad0;font-size:13px;color:#5f5a52">${escapeHtml(footer)}</p>
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
