export { type CatalogueEntry, defectOf, readCatalogue } from './catalogue.ts'
export { type Mutant, mutant, type NamedCommand, type NamedTest } from './mutant.ts'
