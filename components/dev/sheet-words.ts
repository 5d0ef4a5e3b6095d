import type { Locale } from '#lib/i18n/locales.ts'

const en = {
  title: 'Building blocks',
  picture: 'One sentence, one picture',
  paragraph:
    'Describe what you have in mind, and see the price before anything is painted. What fails is free.',
  paint: 'Paint',
  favourite: 'Favourite',
  email: 'Email',
  model: 'Model',
  quality: 'Quality',
  hint: 'Finer takes longer and costs more.',
  low: 'Draft',
  high: 'Fine',
  max: 'Finest',
  painting: 'Being painted',
  openDialog: 'Open a dialog',
  dialogTitle: 'Rename the folder',
  more: 'More',
  download: 'Download',
  remove: 'Delete',
  removed: '3 pictures moved to the bin',
  undo: 'Undo',
  showToast: 'Show a toast',
}

/** The sheet's own words. Not messages of the site: no visitor reads them. */
export const sheetWords: Record<Locale, typeof en> = {
  en,
  zh: {
    title: '画坊的零件',
    picture: '一句话，一幅画',
    paragraph:
      '说出你心里的画面，价钱先讲明，再动笔。用 GPT Image 2.6 画一幅 1024 × 1024，没画成的“不收钱”。',
    paint: '作画',
    favourite: '收藏',
    email: '邮箱',
    model: '模型',
    quality: '精细度',
    hint: '越精细，越慢，也越贵。',
    low: '草稿',
    high: '精细',
    max: '最精细',
    painting: '正在作画',
    openDialog: '打开对话框',
    dialogTitle: '给文件夹改名',
    more: '更多',
    download: '下载',
    remove: '删除',
    removed: '3 幅画放进了回收站',
    undo: '撤销',
    showToast: '显示提示',
  },
}
