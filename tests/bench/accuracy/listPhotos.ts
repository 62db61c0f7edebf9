import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Whose photographs lie where. */
export interface Listed {
  readonly name: string
  readonly group: string | null
  /** Paths of JPEG files, sorted. */
  readonly files: readonly string[]
}

/**
 * What a folder of faces holds, in one of three layouts: `identity/photo.jpg`; `group/identity/photo.jpg`; or
 * `group-words-id.jpg`, one photograph of each person, whose group is the name up to the first word with a digit.
 */
export async function listPhotos(facesDir: string): Promise<Listed[]> {
  const { folders, photos } = await contentsOf(facesDir)
  if (folders.length === 0)
    return photos.map((photo) => ({ name: photo, group: groupIn(photo), files: [join(facesDir, photo)] }))
  const listed: Listed[] = []
  for (const folder of folders) {
    const inside = await contentsOf(join(facesDir, folder))
    if (inside.photos.length > 0) listed.push(identity(facesDir, folder, null, inside.photos))
    for (const name of inside.folders) {
      const { photos: hers } = await contentsOf(join(facesDir, folder, name))
      if (hers.length > 0) listed.push(identity(join(facesDir, folder), name, folder, hers))
    }
  }
  return listed
}

function identity(parent: string, name: string, group: string | null, photos: readonly string[]): Listed {
  return { name, group, files: photos.map((photo) => join(parent, name, photo)) }
}

async function contentsOf(folder: string): Promise<{ folders: string[]; photos: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = (wanted: (entry: (typeof entries)[number]) => boolean): string[] =>
    entries
      .filter(wanted)
      .map(({ name }) => name)
      .sort()
  return {
    folders: names((entry) => entry.isDirectory()),
    photos: names((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name)),
  }
}

function groupIn(photo: string): string | null {
  const words = photo.split('-')
  const end = words.findIndex((word) => /\d/.test(word))
  return end > 0 ? words.slice(0, end).join('-') : null
}
