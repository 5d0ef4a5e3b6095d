import type { Metadata } from 'next'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../page-locale.ts'
import { requireOperator } from '../require-operator.ts'

export interface PageProps {
  params: Promise<{ locale: string }>
}

/** Title of an operator's page; for others the one of a page that does not exist. */
export function operatorMetadata(
  name: 'overview' | 'queue' | 'images' | 'reports' | 'money' | 'log' | 'oneImage',
) {
  return async function generateMetadata(props: PageProps): Promise<Metadata> {
    await requireOperator()
    const t = translator(await pageLocale(props.params), 'admin')
    return { title: `${t(name)} · ${t('name')}`, robots: { index: false } }
  }
}
