import { createRequire } from 'node:module'
import { report } from 'testing-databases'
import { daprPublisher } from '../../../src/index.ts'

daprPublisher({ pubsubName: 'pubsub' })
const loaded = Object.keys(createRequire(import.meta.url).cache)
report({ type: 'loaded', sdk: loaded.filter((path) => path.includes('@dapr')) })
