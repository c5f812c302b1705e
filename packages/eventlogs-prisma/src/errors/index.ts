export { FragmentDiffersError } from './fragment-differs-error.ts'
export { MigrationLockError } from './migration-lock-error.ts'
export { MigrationOrderError } from './migration-order-error.ts'
export { SchemaFolderMissingError } from './schema-folder-missing-error.ts'
