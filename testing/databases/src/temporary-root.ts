import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import process from 'node:process'

/** Linux's file system in memory. */
export const memoryRoot = '/dev/shm'

/**
 * Where throwaway data go: on disk, in the system's temporary folder, or in memory, where files are
 * created and synchronised for nothing. A container that has some 64 MB of it only gets the disk.
 */
export function temporaryRoot(place: 'disk' | 'memory'): string {
  return place === 'memory' && hasRoomInMemory() ? memoryRoot : tmpdir()
}

function hasRoomInMemory(): boolean {
  if (process.platform !== 'linux') return false
  try {
    accessSync(memoryRoot, constants.W_OK)
    const { bavail, bsize } = statfsSync(memoryRoot)
    return bavail * bsize > 2 * 2 ** 30
  } catch {
    return false
  }
}
