import type { Combined, Comparison, Part } from './condition-form';

/** The tree with one part made anew by `made`; every other stays the very same. */
export function changed(root: Combined, id: string, made: (part: Part) => Part): Combined {
  const walk = (part: Part): Part => {
    if (part.id === id) return made(part);
    if (part.kind === 'comparison') return part;
    const parts = part.parts.map(walk);
    return parts.some((one, at) => one !== part.parts[at]) ? { ...part, parts } : part;
  };
  return walk(root) as Combined;
}

export function withComparison(root: Combined, id: string, patch: Partial<Comparison>): Combined {
  return changed(root, id, (part) =>
    part.kind === 'comparison' ? { ...part, ...patch, touched: true } : part,
  );
}

/** The tree with one more part at the end of `parent`. */
export function added(root: Combined, parent: string, part: Part): Combined {
  return changed(root, parent, (found) =>
    found.kind === 'combined' ? { ...found, parts: [...found.parts, part] } : found,
  );
}

/** The tree without one part; what is left with none goes too, but for the outermost. */
export function removed(root: Combined, id: string): Combined {
  const walk = (part: Combined): Combined => ({
    ...part,
    parts: part.parts
      .filter((one) => one.id !== id)
      .map((one) => (one.kind === 'combined' ? walk(one) : one))
      .filter((one) => one.kind === 'comparison' || one.parts.length > 0),
  });
  return walk(root);
}

/** How many parts there are, as the server counts them. */
export function sizeOf(part: Part): number {
  return part.kind === 'comparison' ? 1 : 1 + part.parts.reduce((sum, one) => sum + sizeOf(one), 0);
}

/** Every comparison as one that has been looked at: all of their faults are shown. */
export function allTouched(root: Combined): Combined {
  const walk = (part: Part): Part =>
    part.kind === 'comparison' ? { ...part, touched: true } : { ...part, parts: part.parts.map(walk) };
  return walk(root) as Combined;
}
