import { IntegrationEvent } from 'integration-events'

/** The event of the documents that have events as classes. */
export class DemoIntegrationEvent extends IntegrationEvent {
  static topic = 'demo'
  readonly orderId: string

  constructor(orderId: string) {
    super()
    this.orderId = orderId
  }
}
