/** Where a tab keeps what verifying brought, until the studio has told of it. */
export const verifiedKey = 'huafang.verified'
