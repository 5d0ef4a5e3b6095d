import { ImagePanel } from '#components/admin/image-panel.tsx'
import { readOperatorImage } from '#lib/jobs/operator/read-trouble.ts'
import { findOr404 } from '../../../(work)/find-or-404.ts'
import { requireOperator } from '../../../require-operator.ts'
import { operatorMetadata } from '../../operator-metadata.ts'

export const generateMetadata = operatorMetadata('oneImage')

export default async function ImagePage(props: { params: Promise<{ locale: string; id: string }> }) {
  await requireOperator()
  const { id } = await props.params
  return <ImagePanel initial={await findOr404(id, (imageId) => readOperatorImage(imageId, new Date()))} />
}
