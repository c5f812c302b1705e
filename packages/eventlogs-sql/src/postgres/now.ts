/**
 * Epoch milliseconds by the database's clock. Not `now()`, which stands still inside a transaction.
 * Against an index, write `(select ${now})`: a volatile expression can't be looked up in one.
 */
export const now = '(extract(epoch from clock_timestamp()) * 1000)::bigint'
