import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { localDirectory } from './project.ts'

const announcementSchema = z.object({
  pid: z.int(),
  /** The environment that attaches a command to the cloud of that process. */
  environment: z.record(z.string(), z.string()),
  /** Ports that its apps listen on. */
  ports: z.array(z.int()),
  /** Why apps do not run that should. */
  failures: z.array(z.string()),
})

/** What the holder of localhost tells the other commands of this checkout, while it is ready for them. */
export type Announcement = z.infer<typeof announcementSchema>

const file = join(localDirectory, 'announcement.json')

export function announce(announcement: Announcement): void {
  writeFileSync(`${file}.new`, JSON.stringify(announcement, null, 1), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export function withdrawAnnouncement(): void {
  rmSync(file, { force: true })
}

export function readAnnouncement(): Announcement | undefined {
  try {
    return announcementSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
