/** How often a user may send a file, or have one made of another: each takes a decoder's time. */
export const uploadRule = { name: 'upload', points: 120, seconds: 60 }
