import { LogLevel, Logger } from 'typedoc'

/** Keeps what TypeDoc warns of, for whoever asked for the reference. */
export class WarningLog extends Logger {
  readonly warnings: string[] = []

  override log(message: string, level: LogLevel): void {
    super.log(message, level)
    if (level >= LogLevel.Warn) this.warnings.push(message)
  }
}
