import { isBare, type Combined, type Part } from './condition-form';

/** What a server says against an input: where, and why. */
export interface PlacedFault {
  path: string | null;
  message: string;
}

/** One fault of a part. `key` is the place inside it: `value[2]`, `from`, `currency`; empty: all of it. */
export interface PartFault {
  key: string;
  message: string;
}

/** Where each part of a condition stands in its JSON, outermost first. */
export function placesOf(root: Combined): { id: string; path: string }[] {
  const [only] = root.parts;
  if (isBare(root) && only) return [{ id: only.id, path: '' }];
  const found: { id: string; path: string }[] = [];
  const walk = (part: Part, path: string) => {
    found.push({ id: part.id, path });
    if (part.kind === 'comparison') return;
    part.parts.forEach((one, at) => walk(one, `${path && `${path}.`}${part.mode}[${at}]`));
  };
  walk(root, '');
  return found;
}

/** The faults of a condition by the id of the part that they are about. */
export function faultsOfParts(
  root: Combined,
  faults: readonly PlacedFault[],
): ReadonlyMap<string, readonly PartFault[]> {
  const places = placesOf(root);
  const found = new Map<string, PartFault[]>();
  for (const fault of faults) {
    const whole = fault.path ?? '';
    if (whole !== 'condition' && !whole.startsWith('condition.')) continue;
    const path = whole.slice('condition.'.length);
    const [place] = places
      .filter((one) => one.path === '' || path === one.path || path.startsWith(`${one.path}.`))
      .sort((one, other) => other.path.length - one.path.length);
    if (!place) continue;
    const key = path.slice(place.path ? place.path.length + 1 : 0);
    found.set(place.id, [...(found.get(place.id) ?? []), { key, message: reason(fault) }]);
  }
  return found;
}

/** What is wrong, without the place that stands before it. */
export function reason({ path, message }: PlacedFault): string {
  return path && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}

/** The faults at one place of a part, such as `value`, those of its items included. */
export function faultsAt(faults: readonly PartFault[], key: string): readonly PartFault[] {
  return faults.filter((fault) => fault.key === key || fault.key.startsWith(`${key}[`));
}

/** Whether a fault is about this input or a part of it. */
export function isAbout({ path }: PlacedFault, key: string): boolean {
  return path === key || (path?.startsWith(`${key}.`) ?? false) || (path?.startsWith(`${key}[`) ?? false);
}
