import { IntegrationEventsError } from 'integration-events'

const code = 'DAPR_HEADER'

/** An event has a header of a name under which Dapr writes something of its own. */
export class DaprHeaderError extends IntegrationEventsError {
  /** The header's name. */
  readonly header: string

  constructor(options: { readonly topic: string; readonly header: string }) {
    const { header, topic } = options
    super({
      code,
      message:
        `an event of '${topic}' was not sent: Dapr would overwrite its header '${header}'. ` +
        'Publish it under another name.',
    })
    this.header = header
  }

  static override isInstance(error: unknown): error is DaprHeaderError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
