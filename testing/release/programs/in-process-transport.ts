import { inProcessTransport, type Publisher, type Subscriber } from 'integration-events'

export interface Transport {
  readonly publisher: Publisher
  close(): Promise<void>
}

export async function openTransport(subscriber: Subscriber): Promise<Transport> {
  return { publisher: inProcessTransport({ subscriber }), close: async () => {} }
}
