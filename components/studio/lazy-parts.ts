/** Parts of the studio that few people need at first sight: each is a file of its own, loaded when it is opened. */
export const loadExamplesDialog = () => import('./examples-dialog.tsx').then((part) => part.ExamplesDialog)
export const loadSnippetsDialog = () => import('./snippets-dialog.tsx').then((part) => part.SnippetsDialog)
export const loadModelDialog = () => import('./model-dialog.tsx').then((part) => part.ModelDialog)
export const loadMoreChoices = () => import('./more-choices.tsx').then((part) => part.MoreChoices)
export const loadCompareDialog = () => import('./compare-dialog.tsx').then((part) => part.CompareDialog)
export const loadPresetsDialog = () => import('./presets-dialog.tsx').then((part) => part.PresetsDialog)
export const loadShortcutsDialog = () => import('./shortcuts-dialog.tsx').then((part) => part.ShortcutsDialog)
export const loadTour = () => import('./tour.tsx').then((part) => part.Tour)
