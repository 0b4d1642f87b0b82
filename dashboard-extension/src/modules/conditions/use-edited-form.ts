import { useState, type RefObject } from 'react';
import type { PlacedError } from '../../host/use-placed-change';
import { useUnsaved } from '../../ui/use-unsaved';
import type { Combined } from './condition-form';
import { allTouched } from './edit-tree';
import { isAbout } from './faults-of-parts';
import { priorityOf } from './priority';

interface WithCondition {
  condition: Combined;
  priority: string;
}

export interface Edited<Form> {
  form: Form;
  /** Something in it is not saved. */
  changed: boolean;
  change: (patch: Partial<Form>) => void;
  /** What stands against it as it was when it was saved last. */
  errors: readonly PlacedError[];
  busy: boolean;
  save: () => Promise<void>;
  /** What is in it does not matter any more. */
  letGo: () => void;
}

const BAD_PRIORITY: PlacedError = {
  code: 'INVALID',
  message: 'is out of range',
  field: 'priority',
  path: 'priority',
};

/** A form with a condition: `send` saves it and returns what stands against it; the first such field has the focus. */
export function useEditedForm<Form extends WithCondition>(
  begin: () => Form,
  send: (form: Form) => Promise<readonly PlacedError[]>,
  frame: RefObject<HTMLFormElement>,
): Edited<Form> {
  const [start, setStart] = useState(begin);
  const [form, setForm] = useState(start);
  const [errors, setErrors] = useState<readonly PlacedError[]>([]);
  const [busy, setBusy] = useState(false);
  const changed = form !== start;
  const letGo = useUnsaved(changed);
  return {
    form,
    changed,
    errors,
    busy,
    letGo,
    change: (patch) => {
      const about = Object.keys(patch);
      setErrors(errors.filter((one) => !about.some((key) => isAbout(one, key))));
      setForm({ ...form, ...patch });
    },
    save: async () => {
      setBusy(true);
      const found = priorityOf(form.priority) === null ? [BAD_PRIORITY] : await send(form);
      setBusy(false);
      setErrors(found);
      if (found.length === 0) {
        setStart(form);
        return;
      }
      setForm({ ...form, condition: allTouched(form.condition) });
      // Once it is marked: the first field that something is said against.
      setTimeout(() => frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    },
  };
}
