import { mkdirSync } from 'node:fs'

export { writeFile } from 'node:fs/promises'

mkdirSync('migrations')
