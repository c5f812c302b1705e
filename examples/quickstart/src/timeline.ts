import type { Logger } from 'integration-events'

/** Who a line of the timeline is about. */
export type Speaker = 'demo' | 'service' | 'broker' | 'library' | 'child'

/** The story as it happens: one line per event, with the seconds since the start. */
export interface Timeline {
  scene(title: string): void
  say(speaker: Speaker, sentence: string): void
  /** What the library itself logs, on the same timeline. */
  readonly logger: Logger
}

export function createTimeline(write: (line: string) => void): Timeline {
  const start = performance.now()
  let scenes = 0

  function say(speaker: Speaker, sentence: string): void {
    const seconds = ((performance.now() - start) / 1000).toFixed(3)
    write(`${seconds.padStart(8)}s  ${speaker.padEnd(8)} ${sentence}`)
  }

  const log = (message: string): void => say('library', message)
  return {
    say,
    scene: (title) => {
      scenes += 1
      write(`\n${scenes}. ${title}`)
    },
    logger: { debug: () => {}, info: log, warn: log, error: log },
  }
}
