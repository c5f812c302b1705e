import { type EventReceiver, inProcessTransport, type Publisher } from 'integration-events'

export interface Transport {
  readonly publisher: Publisher
  close(): Promise<void>
}

export async function openTransport(subscriber: EventReceiver): Promise<Transport> {
  return { publisher: inProcessTransport({ subscriber }), close: async () => {} }
}
