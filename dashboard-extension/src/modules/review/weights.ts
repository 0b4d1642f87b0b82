export interface Likeness {
  field: string;
  level: string;
  weight: number;
}

export interface Bar extends Likeness {
  /** How long it is, from 0 to 1; what speaks against goes the other way. */
  length: number;
  against: boolean;
}

/** A weight that fills the whole bar: some thirty thousand to one. */
const FULL = 15;

/** What is compared, in the order in which it is told; what is not there says nothing, and is left out. */
export function bars(fields: readonly Likeness[]): Bar[] {
  return fields
    .filter(({ level }) => level !== 'absent')
    .map((one) => ({
      ...one,
      length: Math.min(Math.abs(one.weight) / FULL, 1),
      against: one.weight < 0,
    }));
}

/** In per cent, never rounded up: nothing doubtful is certain. */
export function percent(probability: number): number {
  return Math.floor(probability * 1000) / 10;
}

/** With its sign, since that is what it says. */
export function signed(weight: number): string {
  const written = Math.abs(weight).toFixed(1);
  return written === '0.0' ? '0.0' : `${weight < 0 ? '−' : '+'}${written}`;
}
