// Measures how fast events get into a real Dapr sidecar; see README.md.
import process from 'node:process'
import { findDaprd, startDaprd } from 'testing-dapr-double'
import { compareDapr } from './dapr/publishers.ts'

if (findDaprd() === undefined) {
  console.error('There is no daprd: set DAPRD_PATH, or put it on the PATH or into ~/.dapr/bin.')
  process.exit(1)
}

await using daprd = await startDaprd({ topics: [] })
await compareDapr(daprd, { rounds: 7 })
