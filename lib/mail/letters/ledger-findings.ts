import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'
import { utcText } from './utc-text.ts'

export interface LedgerFindingsValues {
  findings: number
  /** The first few, one line each. */
  examples: string[]
  /** ISO 8601. */
  checkedAt: string
}

/** To operators: the audit of the book found what must not be. */
export function ledgerFindings(locale: Locale, values: LedgerFindingsValues, url: string): Letter {
  const { findings, examples, checkedAt } = values
  if (locale === 'zh') {
    return {
      subject: `账本核对发现 ${findings} 处不符 · 画坊`,
      paragraphs: [
        `${utcText(checkedAt)} 核对账本时，发现 ${findings} 处不符：`,
        ...examples,
        '画坊不会自行改账。请先备份数据库，再对照运营页和日志查明原因。运行 npm run -s ledger:check 可以随时再核对一遍。',
      ],
      action: { label: '查看核对结果', url },
      footer: '你是画坊的运营者，所以收到这封信。',
    }
  }
  return {
    subject: `The check of the book found ${findings === 1 ? 'one thing' : `${findings} things`} · Huafang`,
    paragraphs: [
      `The check of the credits book at ${utcText(checkedAt)} found ${findings === 1 ? 'one thing that is' : `${findings} things that are`} wrong:`,
      ...examples,
      'Huafang does not mend the book by itself. Make a backup of the database first; then look for the cause with the operations page and the logs. npm run -s ledger:check checks again at any time.',
    ],
    action: { label: 'See the findings', url },
    footer: 'You get this letter because you are an operator of Huafang.',
  }
}
