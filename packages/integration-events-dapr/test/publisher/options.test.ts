import { BusOptionError } from 'integration-events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type DaprPublisherOptions,
  resolveDaprPublisherOptions,
} from '../../src/publisher/dapr-publisher-options.ts'
import { daprPublisher } from '../../src/index.ts'

const resolve = (options: Partial<DaprPublisherOptions> = {}) =>
  resolveDaprPublisherOptions({ pubsubName: 'pubsub', ...options })

afterEach(() => vi.unstubAllEnvs())

describe('the options of the publisher', () => {
  it("are Dapr's own defaults where nothing is said", () => {
    vi.stubEnv('DAPR_HTTP_ENDPOINT', '')
    vi.stubEnv('DAPR_HTTP_PORT', '')
    vi.stubEnv('DAPR_API_TOKEN', '')
    const { apiToken, endpoint, sidecarTimeout } = resolve()
    expect(endpoint.href).toBe('http://127.0.0.1:3500/')
    expect(apiToken).toBeUndefined()
    expect(sidecarTimeout).toBe(30_000)
  })

  it("come from Dapr's environment, the endpoint before the port", () => {
    vi.stubEnv('DAPR_HTTP_PORT', '3501')
    vi.stubEnv('DAPR_API_TOKEN', 'secret')
    expect(resolve().endpoint.href).toBe('http://127.0.0.1:3501/')
    expect(resolve().apiToken).toBe('secret')
    vi.stubEnv('DAPR_HTTP_ENDPOINT', 'https://sidecar.test/dapr')
    expect(resolve().endpoint.href).toBe('https://sidecar.test/dapr')
    expect(resolve({ endpoint: 'http://[::1]:9' }).endpoint.href).toBe('http://[::1]:9/')
  })

  it.each([
    { pubsubName: '' },
    { pubsubName: undefined as never },
    { endpoint: 'sidecar' },
    { endpoint: 'ftp://sidecar' },
    { apiToken: 1 as never },
    { bulk: 'yes' as never },
    { metadata: {} as never },
    { concurrency: 0 },
    { concurrency: 1.5 },
    { sidecarTimeout: 0 },
    { sidecarTimeout: 'soon' as never },
    { sidecarTimeout: Infinity },
    { pubSubName: 'pubsub' } as never,
  ])('are refused by name where they can not be: %o', (options) => {
    const create = () => daprPublisher({ pubsubName: 'pubsub', ...(options as object) })
    expect(create).toThrow(BusOptionError)
    expect(create).toThrow(new RegExp(`daprPublisher.${Object.keys(options as object)[0]}`))
  })

  it('name the variable where the endpoint comes from it', () => {
    vi.stubEnv('DAPR_HTTP_ENDPOINT', 'nonsense')
    expect(() => resolve()).toThrow(/DAPR_HTTP_ENDPOINT/)
  })
})
