/**
 * The files of imports that were only checked, so that they can be imported without being chosen again.
 * They are in this tab only, and gone with it.
 */
const kept = new Map<string, File[]>();

export const keepFiles = (id: string, files: File[]): void => void kept.set(id, files);
export const keptFiles = (id: string): File[] | undefined => kept.get(id);

/** The file whose columns somebody is about to name, in the same way. */
let unknown: File | undefined;

export const keepUnknown = (file: File): void => void (unknown = file);
export const keptUnknown = (): File | undefined => unknown;
