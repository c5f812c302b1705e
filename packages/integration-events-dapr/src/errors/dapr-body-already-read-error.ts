import { IntegrationEventsError } from 'integration-events'

const code = 'DAPR_BODY_ALREADY_READ'

/** A delivery's body was read, and parsed, before the subscription got to see it. */
export class DaprBodyAlreadyReadError extends IntegrationEventsError {
  constructor() {
    super({
      code,
      message:
        'a body parser has read the delivery already. Mount the subscription before it: a parsed ' +
        'body has lost digits of its numbers, or the event altogether.',
    })
  }

  static override isInstance(error: unknown): error is DaprBodyAlreadyReadError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
