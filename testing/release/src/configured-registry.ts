import process from 'node:process'
import { cleanEnvironment } from './clean-environment.ts'
import { runCommand } from './run-command.ts'

/** The registry that the user's own npm would ask. */
export async function configuredRegistry(cwd: string): Promise<string> {
  const answer = await runCommand(['npm', 'config', 'get', 'registry'], {
    cwd,
    env: cleanEnvironment(registryVariables()),
  })
  return answer.trim()
}

/** An environment may name it, too, and npm hands its own variables on in small letters. */
function registryVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && /^npm_config_(registry|userconfig|globalconfig)$/i.test(entry[0]),
    ),
  )
}
