import { accountShots } from './account-shots.ts'
import { inputShots } from './input-shots.ts'
import { libraryShots } from './library-shots.ts'
import { operatorShots } from './operator-shots.ts'
import { cutTheLine, type Shot } from './shot.ts'
import { studioShots } from './studio-shots.ts'

/** Every page in every state that somebody can meet. */
export const shots: readonly Shot[] = [
  { name: 'landing', as: 'visitor', path: '' },
  { name: 'landing-signed-in', as: 'painter', path: '' },
  { name: 'terms', as: 'visitor', path: '/terms' },
  { name: 'privacy', as: 'visitor', path: '/privacy' },
  { name: 'contact', as: 'visitor', path: '/contact' },
  { name: 'not-found', as: 'visitor', path: '/nowhere' },
  {
    name: 'menu',
    as: 'operator',
    path: '/credits',
    viewportOnly: true,
    prepare: async ({ page, words }) => {
      await page
        .getByRole('banner')
        .getByRole('button', { name: words('nav')('account') })
        .click()
      await page.getByText(words('nav')('accountSettings')).waitFor()
    },
  },
  {
    name: 'offline',
    as: 'painter',
    path: '/pictures',
    viewportOnly: true,
    prepare: async (view) => {
      await cutTheLine(view)
      await view.page.context().setOffline(true)
      await view.page.getByText(view.words('nav')('offline')).waitFor()
    },
  },
  ...accountShots,
  ...studioShots,
  ...inputShots,
  ...libraryShots,
  ...operatorShots,
]
