'use client'

import { useRef } from 'react'
import { TextField } from '#components/accounts/text-field.tsx'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { UserLine } from '#lib/jobs/operator/view.ts'
import { EditDialog } from './edit-dialog.tsx'

export function WeightDialog(props: {
  user: Pick<UserLine, 'userId' | 'email' | 'weight'>
  onSaved: (weight: number) => void
  onClose: () => void
}) {
  const t = useTranslate('admin')
  const { user } = props
  const sent = useRef(user.weight)
  return (
    <EditDialog
      title={t('weightOf', { email: user.email })}
      note={t('queueLead')}
      path={`/api/admin/users/${user.userId}/weight`}
      body={(form) => {
        sent.current = Number(form.get('weight'))
        return { weight: sent.current }
      }}
      onSaved={() => props.onSaved(sent.current)}
      onClose={props.onClose}
    >
      <TextField
        label={t('weight')}
        hint={t('weightHint')}
        name="weight"
        type="number"
        inputMode="numeric"
        min={1}
        max={100}
        required
        defaultValue={user.weight}
      />
    </EditDialog>
  )
}
