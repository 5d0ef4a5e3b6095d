/** Parts of the studio that few people need at first sight: each is a file of its own, loaded when it is opened. */
export const loadPromptDialogs = () => import('./prompt-dialogs.tsx').then((part) => part.PromptDialogs)
export const loadMoreChoices = () => import('./more-choices.tsx').then((part) => part.MoreChoices)
export const loadPicturesField = () => import('./pictures-field.tsx').then((part) => part.PicturesField)
export const loadFitDialog = () => import('./fit-dialog.tsx').then((part) => part.FitDialog)
export const loadMaskEditor = () =>
  import('#components/mask-editor/mask-editor-dialog.tsx').then((part) => part.MaskEditorDialog)
export const loadTour = () => import('./tour.tsx').then((part) => part.Tour)
