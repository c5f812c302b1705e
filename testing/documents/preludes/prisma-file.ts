import Database from 'better-sqlite3'
import { prismaMigrations } from 'eventlogs-prisma'

/** What `prisma migrate deploy` leaves behind, in the file that the documents name. */
const file = new Database('orders.sqlite')
file.exec('create table "Order" (id text primary key, total integer not null, customerId text)')
file.exec('create table Invoice (orderId text primary key, total integer not null)')
for (const { sql } of prismaMigrations('sqlite')) file.exec(sql)
file.close()
