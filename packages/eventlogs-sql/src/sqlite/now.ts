/** Epoch milliseconds by the database's clock. */
export const now = `cast(round(unixepoch('subsec') * 1000) as integer)`
