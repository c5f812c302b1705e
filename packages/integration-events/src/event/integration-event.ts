const marker = Symbol.for('integration-events.integration-event')

/**
 * The base of events in the style of classes. An instance's own enumerable properties are its data.
 *
 * ```ts
 * class DemoIntegrationEvent extends IntegrationEvent {
 *   static topic = 'DemoIntegrationEvent'
 *   readonly orderId: string
 *
 *   constructor(orderId: string) {
 *     super()
 *     this.orderId = orderId
 *   }
 * }
 *
 * await bus.publish(new DemoIntegrationEvent('42'))
 * ```
 *
 * Without `static topic`, the class's name is the topic: a minifier that renames classes then
 * renames topics. `static type`, `static schema` and `static key` mean the same as in `defineEvent`;
 * the key is read out of the instance.
 */
export abstract class IntegrationEvent {
  /** Tells the compiler that not every object is an event. */
  // oxlint-disable-next-line eslint/no-unused-private-class-members -- read by `in` below
  readonly #nominal = true

  static {
    Object.defineProperty(this.prototype, marker, { value: true })
  }

  /** Whether `value` is an event, of whichever copy of this package. */
  static isInstance(value: unknown): value is IntegrationEvent {
    return typeof value === 'object' && value !== null && (#nominal in value || marker in value)
  }
}
