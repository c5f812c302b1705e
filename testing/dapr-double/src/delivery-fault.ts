/** How deliveries are mistreated. */
export interface DeliveryFault {
  /** Each message is delivered twice, as any broker may. */
  readonly kind: 'twice'
  /** Whether both are under way at once; else the second follows the first. */
  readonly concurrently: boolean
}
