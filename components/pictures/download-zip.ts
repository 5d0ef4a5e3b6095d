import { zipOfView } from './library-calls.ts'

/** So many pictures fit in one ZIP. */
export const ZIP_MAX = 5000

/** Lets the browser write a ZIP of some pictures to the disk as it comes: as the answer to a form, which leaves the page where it is. */
export function downloadZip(ids: readonly string[]): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/api/pictures/zip'
  form.hidden = true
  const field = document.createElement('input')
  field.name = 'ids'
  field.value = ids.join(',')
  form.append(field)
  document.body.append(form)
  form.submit()
  form.remove()
}

/** The same for all pictures of a view, which the server knows by itself. */
export function downloadViewZip(view: string): void {
  const link = document.createElement('a')
  link.href = zipOfView(view)
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
