/** How often a user may ask the library's routes. A wall that is scrolled in a hurry asks for some windows a second. */
export const readRule = { name: 'read-library', points: 600, seconds: 60 }
/** A change may be of a thousand pictures. */
export const changeRule = { name: 'change-library', points: 120, seconds: 60 }
/** Removes files, one after the other. */
export const purgeRule = { name: 'purge-pictures', points: 30, seconds: 60 }
