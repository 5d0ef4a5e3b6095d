/** Bounds of what may come, told by the page before and by the server after. Pure: the browser reads them too. */

/** Of one file. The provider's bound for an input. */
export const UPLOAD_BYTES_MAX = 50 * 1024 * 1024 - 1
/** A header that claims more is refused before a pixel is decoded: more than any phone's camera, less than memory. */
export const UPLOAD_PIXELS_MAX = 100_000_000
/** What is larger is scaled down to so many pixels, ratio kept: 2048 x 2048. */
export const STORED_PIXELS_MAX = 4_194_304
/** What no job has used goes after so many days without being asked for. */
export const UNUSED_DAYS = 7
/** So many unused ones may wait at a time. */
export const UNUSED_MAX = 300
/** And so many bytes of them, as stored. */
export const UNUSED_BYTES_MAX = 1_000_000_000
/** Of a job, for the models that take most. */
export const INPUTS_MAX = 16
