import { report } from 'testing-databases'
import { sqliteClient } from 'testing-prisma'
import { prismaUnitOfWork } from '../../src/index.ts'

await prismaUnitOfWork(sqliteClient(':memory:')).begin()
report('begun')
