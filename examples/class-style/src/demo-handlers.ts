import { type ClassEventData, type ReceivedEvent, Topic } from 'integration-events'
import { DemoIntegrationEvent } from './demo-integration-event.ts'

type Demo = ReceivedEvent<ClassEventData<DemoIntegrationEvent>>

export class DemoHandlers {
  readonly handled: string[] = []

  @Topic('pubsub', DemoIntegrationEvent)
  async bill({ data }: Demo): Promise<void> {
    this.handled.push(`billed ${data.orderId}`)
  }

  @Topic('pubsub', DemoIntegrationEvent, { consumer: 'shipping' })
  async ship({ data }: Demo): Promise<void> {
    this.handled.push(`shipped ${data.orderId}`)
  }

  @Topic('another-pubsub', DemoIntegrationEvent)
  async audit({ data }: Demo): Promise<void> {
    this.handled.push(`audited ${data.orderId}`)
  }
}
