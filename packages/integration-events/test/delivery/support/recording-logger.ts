import type { LogFields, Logger } from '../../../src/contracts/logger.ts'

export interface LogLine {
  readonly level: keyof Logger
  readonly message: string
  readonly fields: LogFields | undefined
}

export interface RecordingLogger extends Logger {
  readonly lines: readonly LogLine[]
  /** The messages that match, without debug. */
  matching(pattern: RegExp): string[]
}

export function recordingLogger(): RecordingLogger {
  const lines: LogLine[] = []
  const write =
    (level: keyof Logger): Logger['info'] =>
    (message, fields) =>
      void lines.push({ level, message, fields })
  return {
    lines,
    matching: (pattern) =>
      lines
        .filter(({ level, message }) => level !== 'debug' && pattern.test(message))
        .map(({ message }) => message),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  }
}
