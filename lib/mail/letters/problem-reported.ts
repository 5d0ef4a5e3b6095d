import type { Locale } from '#lib/i18n/locales.ts'
import type { Letter } from '../letter.ts'

export interface ProblemReportedValues {
  email: string
  jobId: string
  /** Null where it is about the whole job. */
  imageId: string | null
  /** `wrong-picture`, `bad-quality`, `charged`, `unsafe` or `other`. */
  reason: string
}

const reasons: Record<Locale, Record<string, string>> = {
  zh: {
    'wrong-picture': '画得不对',
    'bad-quality': '画质不好',
    charged: '扣费有误',
    unsafe: '内容不当',
    other: '其他',
  },
  en: {
    'wrong-picture': 'not what was asked for',
    'bad-quality': 'bad quality',
    charged: 'a wrong charge',
    unsafe: 'something unsafe in it',
    other: 'something else',
  },
}

/** To operators: a user says that something is wrong. By ids; what the user wrote is on the operators' page. */
export function problemReported(locale: Locale, values: ProblemReportedValues, url: string): Letter {
  const { email, jobId, imageId } = values
  const reason = reasons[locale][values.reason] ?? values.reason
  if (locale === 'zh') {
    return {
      subject: `有人报告问题：${reason} · 画坊`,
      paragraphs: [
        `${email} 报告了一个问题：${reason}。`,
        `任务编号：${jobId}`,
        imageId ? `图的编号：${imageId}` : '说的是整个任务，不是其中某一张。',
        '对方写的话只在运营页上，信里不带。处理好之后，请在那里标为已处理。',
      ],
      action: { label: '查看报告', url },
      footer: '你是画坊的运营者，所以收到这封信。',
    }
  }
  return {
    subject: `A problem was reported: ${reason} · Huafang`,
    paragraphs: [
      `${email} reports ${reason}.`,
      `Job: ${jobId}`,
      imageId ? `Picture: ${imageId}` : 'It is about the whole job, not one of its pictures.',
      'What the user wrote is on the operations page only, not in this letter. Close the report there when it is dealt with.',
    ],
    action: { label: 'Read the report', url },
    footer: 'You get this letter because you are an operator of Huafang.',
  }
}
