import type { Translate } from '#lib/i18n/translate.ts'
import type { EditorNews } from './editor.ts'
import { shareText } from './share-text.ts'

/** What is said to who does not see it. */
export function newsText(t: Translate<'maskEditor'>, news: EditorNews): string {
  switch (news.kind) {
    case 'changed':
      return shareText(t, news.share)
    case 'undone':
    case 'redone':
    case 'inverted':
    case 'cleared':
    case 'replaced':
      return t('news.withShare', { what: t(`news.${news.kind}`), share: shareText(t, news.share) })
    case 'tool':
      return t(`tool.${news.tool}`)
    case 'size':
      return t('news.size', { pixels: news.sizePx })
    case 'hardness':
      return t('news.hardness', { percent: news.hardness })
    case 'shapes':
      return t(news.remove ? 'shapes.remove' : 'shapes.add')
    case 'zoom':
      return t('news.zoom', { percent: news.percent })
    case 'at':
      return t(news.painted ? 'news.atPainted' : 'news.atBare', { x: news.x, y: news.y })
    case 'brushDown':
    case 'corner':
    case 'cancelled':
    case 'nothing':
      return t(`news.${news.kind}`)
  }
}
