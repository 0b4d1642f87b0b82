import { createContext, useContext } from 'react';
import type { Combined, Fields, Part } from './condition-form';
import type { PartFault } from './faults-of-parts';
import type { GroupName } from './use-condition-fields';

/** What the parts of an editor share. */
export interface Editing {
  root: Combined;
  fields: Fields;
  groups: readonly GroupName[];
  faults: ReadonlyMap<string, readonly PartFault[]>;
  change: (root: Combined) => void;
  replaced: (id: string, made: (part: Part) => Part) => Combined;
  /** A part was just added; when it is there, it asks for it once and takes the focus. */
  markFresh: (id: string) => void;
  takeFresh: (id: string) => boolean;
  /** The focus goes where more can be added, when what had it is gone. */
  focusAdd: () => void;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('useEditing is for what is inside an editor.');
  return editing;
}
