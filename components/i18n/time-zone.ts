/** Not a secret: lets the server write times as the reader's clock does, from the second page on. */
export const timeZoneCookie = 'tz'
