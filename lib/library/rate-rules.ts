/** How often a user may ask the library's routes. A wall that is scrolled in a hurry asks for some windows a second. */
export const readRule = { name: 'read-library', points: 600, seconds: 60 }
/** A change may be of a thousand pictures. */
export const changeRule = { name: 'change-library', points: 120, seconds: 60 }
/** Removes files, one after the other. */
export const purgeRule = { name: 'purge-pictures', points: 30, seconds: 60 }
/** What the library's page asks before it asks for a ZIP: it hears of the limit here, and can say so. 100,000 pictures are 20 ZIPs. */
export const zipCheckRule = { name: 'check-zip', points: 60, seconds: 600 }
/** Above the other one, since an answer that is no file would take the page's place. */
export const zipRule = { name: 'zip', points: 80, seconds: 600 }
