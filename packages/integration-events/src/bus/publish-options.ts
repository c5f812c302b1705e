import type { ExplicitUnitOfWork } from 'uow'

/** Options of one `publish`. */
export interface PublishOptions {
  /**
   * The handle of an explicit `begin()` to join; or `own` for a short unit of work of the event's
   * own, which commits at once, whatever becomes of the work around it (on SQLite only where none
   * is open around it: there is one connection). Default: the ambient unit of work.
   */
  readonly unitOfWork?: ExplicitUnitOfWork | 'own'
  /** In place of the key that the event's definition reads out of the data; null for none. */
  readonly key?: string | null
  /**
   * What travels beside the data, as CloudEvents extension attributes. Names are lower-case letters
   * and digits. Default none.
   */
  readonly headers?: Readonly<Record<string, string>>
}

/** What `publish` answers. */
export interface PublishedEvent {
  /** The event's id: a UUIDv7, the CloudEvent's id. */
  readonly id: string
}
