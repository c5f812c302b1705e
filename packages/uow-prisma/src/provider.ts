/** Names this adapter in errors. */
export const provider = 'prisma'
