import process from 'node:process'
import { sayRepository } from './say-repository.ts'

sayRepository(process.cwd(), process.env['GITHUB_REPOSITORY'])
