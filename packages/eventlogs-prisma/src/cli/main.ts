#!/usr/bin/env node
import process from 'node:process'
import { run } from './run.ts'

const { code, output, error } = run(process.argv.slice(2))
process.stdout.write(output)
process.stderr.write(error)
process.exitCode = code
