import { lazy } from 'react'

/**
 * Parts that few visits show. Each is a file of its own, loaded when it is first drawn and drawn on the server all the same, so
 * that nothing jumps. They stand in a PartGuard.
 */
export const Announcer = lazy(() => import('./announcer.tsx').then((part) => ({ default: part.Announcer })))
export const EmptyEasel = lazy(() =>
  import('./empty-easel.tsx').then((part) => ({ default: part.EmptyEasel })),
)
export const ComparisonEntry = lazy(() =>
  import('./comparison-entry.tsx').then((part) => ({ default: part.ComparisonEntry })),
)
export const FailedJobEntry = lazy(() =>
  import('./failed-job-entry.tsx').then((part) => ({ default: part.FailedJobEntry })),
)
export const JobInputs = lazy(() => import('./job-inputs.tsx').then((part) => ({ default: part.JobInputs })))
export const TileFoot = lazy(() => import('./tile-foot.tsx').then((part) => ({ default: part.TileFoot })))
export const JobHold = lazy(() => import('./job-hold.tsx').then((part) => ({ default: part.JobHold })))
export const RetryAll = lazy(() => import('./retry-all.tsx').then((part) => ({ default: part.RetryAll })))
export const CancelButton = lazy(() =>
  import('./cancel-button.tsx').then((part) => ({ default: part.CancelButton })),
)
export const ImageProgress = lazy(() =>
  import('./image-progress.tsx').then((part) => ({ default: part.ImageProgress })),
)
export const OwnSize = lazy(() => import('./own-size.tsx').then((part) => ({ default: part.OwnSize })))
export const SizeProblem = lazy(() =>
  import('./size-problem.tsx').then((part) => ({ default: part.SizeProblem })),
)
export const ModelState = lazy(() =>
  import('./model-state.tsx').then((part) => ({ default: part.ModelState })),
)
export const ModelInputs = lazy(() =>
  import('./model-inputs.tsx').then((part) => ({ default: part.ModelInputs })),
)
export const QuoteQuestion = lazy(() =>
  import('./quote-question.tsx').then((part) => ({ default: part.QuoteQuestion })),
)
export const AffordableOffer = lazy(() =>
  import('./affordable-offer.tsx').then((part) => ({ default: part.AffordableOffer })),
)
export const AskedOrders = lazy(() =>
  import('./asked-orders.tsx').then((part) => ({ default: part.AskedOrders })),
)
export const PromptHintLine = lazy(() =>
  import('./prompt-hint-line.tsx').then((part) => ({ default: part.PromptHintLine })),
)
