import { openDialog, type Shot } from './shot.ts'

/** The operator's desk. */
export const operatorShots: readonly Shot[] = [
  { name: 'admin', as: 'operator', path: '/admin' },
  { name: 'admin-queue', as: 'operator', path: '/admin/queue' },
  { name: 'admin-trouble', as: 'operator', path: '/admin/images' },
  {
    name: 'admin-limits',
    as: 'operator',
    path: '/admin',
    viewportOnly: true,
    prepare: (view) => openDialog(view, new RegExp(view.words('admin')('limitsOf', { model: '' }).trim())),
  },
  {
    name: 'admin-image',
    as: 'operator',
    path: ({ failedImageId }) => `/admin/images/${failedImageId}`,
  },
  { name: 'admin-money', as: 'operator', path: '/admin/money' },
  { name: 'admin-reports', as: 'operator', path: '/admin/reports' },
  { name: 'admin-log', as: 'operator', path: '/admin/log' },
]
