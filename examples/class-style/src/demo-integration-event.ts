import { IntegrationEvent } from 'integration-events'

export class DemoIntegrationEvent extends IntegrationEvent {
  static readonly topic = 'DemoIntegrationEvent'
  readonly orderId: string

  constructor(orderId: string) {
    super()
    this.orderId = orderId
  }
}
