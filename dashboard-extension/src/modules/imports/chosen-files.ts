/**
 * The files of imports that were only checked, so that they can be imported without being chosen again, and as
 * they were checked. They are in this tab only, and gone with it.
 */
export interface Kept {
  files: File[];
  timeZone: string;
}
const kept = new Map<string, Kept>();

export const keepFiles = (id: string, files: Kept): void => void kept.set(id, files);
export const keptFiles = (id: string): Kept | undefined => kept.get(id);

/** The file whose columns somebody is about to name, in the same way. */
let unknown: { file: File; timeZone: string } | undefined;

export const keepUnknown = (file: File, timeZone: string): void => void (unknown = { file, timeZone });
export const keptUnknown = (): { file: File; timeZone: string } | undefined => unknown;
