/** Where Dapr asks what is subscribed to. */
export const subscribePath = '/dapr/subscribe'

/** The paths of topics: one each, below a prefix. */
export class TopicRoutes {
  readonly #prefix: string

  constructor(routePrefix: string) {
    this.#prefix = `${routePrefix}/`
  }

  routeOf(topic: string): string {
    // URL parsers resolve `.` and `..`. No topic ends with a space, so that none is in the way.
    return this.#prefix + encodeURIComponent(/^\.{1,2}$/.test(topic) ? `${topic} ` : topic)
  }

  /** The topic of a path; undefined when the path is not below the prefix. */
  topicOf(path: string): string | undefined {
    if (!path.startsWith(this.#prefix)) return undefined
    const name = path.slice(this.#prefix.length)
    try {
      return decodeURIComponent(name).trim()
    } catch {
      return name
    }
  }
}
