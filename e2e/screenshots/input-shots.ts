import { catPicture, hatPicture } from '../fixtures/seed-pictures.ts'
import { openDialog, type Shot, type View } from './shot.ts'

const studioOf =
  (job: 'linesJobId' | 'wornJobId' | 'repaintedJobId'): Shot['path'] =>
  (scenery) =>
    `/studio?from=${scenery[job]}`

/** Waits until the form's pictures are there: they come right after the page. */
async function picturesShown({ page, words }: View, count: number): Promise<void> {
  const field = page.getByRole('region', { name: words('studioInputs')('title') })
  await field
    .getByRole('listitem')
    .nth(count - 1)
    .waitFor()
}

/** Puts files in by the dialog, which closes then. */
async function addFiles(view: View, files: readonly { name: string; buffer: Buffer }[]): Promise<void> {
  const { page, words } = view
  const t = words('studioInputs')
  await openDialog(view, t('start'))
  const mimeType = 'application/octet-stream'
  const chosen = files.map((file) => ({ ...file, mimeType }))
  await page.getByRole('dialog').locator('input[type=file]').first().setInputFiles(chosen)
  const done = page.getByRole('dialog').getByRole('button', { name: t('done') })
  if (await done.isVisible()) await done.click()
}

/** The studio with pictures to work from. */
export const inputShots: readonly Shot[] = [
  {
    name: 'inputs-one',
    as: 'painter',
    path: studioOf('linesJobId'),
    viewportOnly: true,
    prepare: (view) => picturesShown(view, 1),
  },
  {
    name: 'inputs-several',
    as: 'painter',
    path: studioOf('wornJobId'),
    viewportOnly: true,
    prepare: (view) => picturesShown(view, 2),
  },
  {
    name: 'inputs-mask',
    as: 'painter',
    path: studioOf('repaintedJobId'),
    viewportOnly: true,
    prepare: (view) => picturesShown(view, 1),
  },
  {
    name: 'inputs-adding',
    as: 'painter',
    path: '/studio',
    viewportOnly: true,
    prepare: (view) => openDialog(view, view.words('studioInputs')('start')),
  },
  {
    name: 'inputs-uploading',
    as: 'newcomer',
    path: '/studio',
    viewportOnly: true,
    prepare: async (view) => {
      await view.page.route('**/api/uploads?*', () => undefined)
      await addFiles(view, [
        { name: 'hat.png', buffer: await hatPicture() },
        { name: 'cat.png', buffer: await catPicture() },
      ])
    },
  },
  {
    name: 'inputs-refused',
    as: 'newcomer',
    path: '/studio',
    viewportOnly: true,
    prepare: async (view) => {
      const name = 'drawing.png'
      await addFiles(view, [{ name, buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }])
      await view.page.getByText(view.words('studioInputs')('refused', { file: name })).waitFor()
    },
  },
  {
    name: 'inputs-model-unable',
    as: 'painter',
    path: studioOf('wornJobId'),
    viewportOnly: true,
    prepare: async (view) => {
      await picturesShown(view, 2)
      await openDialog(view, new RegExp(`^${view.words('studio')('model')}`))
      const dialog = view.page.getByRole('dialog')
      await dialog.getByText('DALL·E 3', { exact: true }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'inputs-model-chosen',
    as: 'painter',
    path: studioOf('wornJobId'),
    viewportOnly: true,
    prepare: async (view) => {
      await picturesShown(view, 2)
      await openDialog(view, new RegExp(`^${view.words('studio')('model')}`))
      // A toast is a dialog by its role, too.
      const dialog = view.page.locator('dialog')
      await dialog.getByText('DALL·E 2', { exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
  },
  {
    name: 'mask-editor',
    as: 'painter',
    path: studioOf('repaintedJobId'),
    viewportOnly: true,
    prepare: async (view) => {
      await picturesShown(view, 1)
      await openDialog(view, view.words('studioInputs')('maskEdit'))
      await view.page
        .getByRole('dialog')
        .getByText(view.words('maskEditor')('opening'))
        .waitFor({ state: 'hidden' })
    },
  },
]
