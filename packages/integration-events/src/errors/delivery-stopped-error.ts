import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'DELIVERY_STOPPED'

/** Delivery was stopped while it was starting. */
export class DeliveryStoppedError extends IntegrationEventsError {
  constructor(options: { readonly cause?: unknown } = {}) {
    super({
      ...options,
      code,
      message: 'delivery was stopped before it had started. Nothing was sent; call start() again.',
    })
  }

  static override isInstance(error: unknown): error is DeliveryStoppedError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
