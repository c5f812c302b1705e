import type { PrismaProvider } from './prisma-provider.ts'

/** One of the event log's tables, as a model of a Prisma schema. */
export interface Model {
  readonly name: string
  /** Without the prefix. */
  readonly table: string
  /** What its rows are. */
  readonly about: string
  readonly fields: readonly Field[]
  /** The fields that make up the key together, where no one field `isId`. */
  readonly id?: readonly string[]
  /** The one field that has an index of its own, named after table and column. */
  readonly index?: string
}

export interface Field {
  /** The column's name is the same in snake_case. */
  readonly name: string
  readonly type: FieldType
  readonly isId?: true
  readonly isOptional?: true
  readonly default?: FieldDefault
  /** Default: on both. */
  readonly onlyOn?: PrismaProvider
  /** What the name does not say: units, or where the values come from. */
  readonly about?: string
}

export type FieldType = 'BigInt' | 'Boolean' | 'Int' | 'String' | 'Uuid'

/** A value, what counts up, or an expression that only the table knows. */
export type FieldDefault = number | boolean | 'autoincrement' | 'expression'
