import type { TableNames } from 'eventlogs-sql'
import type { Field, FieldDefault, FieldType, Model } from './model.ts'
import type { PrismaProvider } from './prisma-provider.ts'

const types: Readonly<Record<PrismaProvider, Readonly<Record<FieldType, string>>>> = {
  postgresql: {
    BigInt: 'BigInt',
    Boolean: 'Boolean',
    Int: 'Int',
    String: 'String',
    Uuid: 'String',
  },
  // Its columns are declared `integer`, which Prisma calls an Int; a client reads one as a number,
  // beyond 32 bits too. BigInt would be a `bigint` column, and Migrate would rebuild the table.
  sqlite: { BigInt: 'Int', Boolean: 'Int', Int: 'Int', String: 'String', Uuid: 'String' },
}

/** A model as `prisma format` would leave it. */
export function renderModel(model: Model, provider: PrismaProvider, names: TableNames): string {
  const fields = model.fields.filter(({ onlyOn = provider }) => onlyOn === provider)
  const index = fields.find(({ name }) => name === model.index)
  const attributes = [
    ...(model.id === undefined ? [] : [`@@id([${model.id.join(', ')}])`]),
    ...(index === undefined
      ? []
      : [`@@index([${index.name}], map: ${names.index(`${model.table}_${columnOf(index)}`)})`]),
    `@@map(${names.index(model.table)})`,
    ...(names.schema === null ? [] : [`@@schema("${names.schema}")`]),
  ]
  return [
    `/// ${model.about}`,
    '/// Read it, never write it: the event log does.',
    `model ${model.name} {`,
    ...renderFields(fields, provider),
    '',
    ...attributes.map((attribute) => `  ${attribute}`),
    '}',
    '',
  ].join('\n')
}

function renderFields(fields: readonly Field[], provider: PrismaProvider): readonly string[] {
  const rows = fields.map((field) => ({
    about: field.about === undefined ? [] : [`  /// ${field.about}`],
    name: field.name,
    type: `${types[provider][field.type]}${field.isOptional === true ? '?' : ''}`,
    attributes: attributesOf(field, provider).join(' '),
  }))
  const longest = (column: 'name' | 'type'): number =>
    Math.max(...rows.map((row) => row[column].length))
  return rows.flatMap(({ about, name, type, attributes }) => [
    ...about,
    `  ${name.padEnd(longest('name'))} ${type.padEnd(longest('type'))} ${attributes}`.trimEnd(),
  ])
}

function attributesOf(field: Field, provider: PrismaProvider): readonly string[] {
  const column = columnOf(field)
  return [
    ...(field.isId === true ? ['@id'] : []),
    ...(field.default === undefined ? [] : [`@default(${renderDefault(field.default, provider)})`]),
    ...(column === field.name ? [] : [`@map("${column}")`]),
    ...(field.type === 'Uuid' && provider === 'postgresql' ? ['@db.Uuid'] : []),
  ]
}

function renderDefault(value: FieldDefault, provider: PrismaProvider): string {
  if (value === 'autoincrement') return 'autoincrement()'
  // Without the expression, which every version of a server prints differently.
  if (value === 'expression') return 'dbgenerated()'
  return String(provider === 'sqlite' ? Number(value) : value)
}

function columnOf({ name }: Field): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
