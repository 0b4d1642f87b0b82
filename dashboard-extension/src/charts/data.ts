/** What a chart shows: one number for each label and series, in the order they are read. */
export interface ChartData {
  /** What stands below the picture, such as months. */
  labels: readonly string[];
  series: readonly Series[];
}

export interface Series {
  name: string;
  /** One for each label; null where there is nothing to say, such as a rate of no orders. */
  values: readonly (number | null)[];
  /** Its colour; without one, the next of those for what is merely different. */
  tone?: Tone;
}

export type Tone = 'one' | 'two' | 'three' | 'four' | 'five' | 'six' | 'good' | 'doubt' | 'bad' | 'quiet';
export type ChartKind = 'bars' | 'stacked' | 'lines';

const TONES: readonly Tone[] = ['one', 'two', 'three', 'four', 'five', 'six'];

/** The colour of a series; after six they begin again, and the names tell which is which. */
export function toneOf(series: readonly Series[], at: number): Tone {
  return series[at]?.tone ?? TONES[at % TONES.length] ?? 'one';
}

const DASHES = [undefined, '7 4', '2 4', '12 4 2 4', '4 2', '10 6'];

/** How the line of a series is dashed: lines are told apart by that as well, not by colour alone. */
export function dashesOf(at: number): string | undefined {
  return DASHES[at % DASHES.length];
}

/** The least and greatest value to be drawn, 0 among them. Of stacked bars, of the stacks. */
export function extentOf({ labels, series }: ChartData, kind: ChartKind): [number, number] {
  let [low, high] = [0, 0];
  labels.forEach((_, label) => {
    let [below, above] = [0, 0];
    for (const { values } of series) {
      const value = values[label] ?? 0;
      below = kind === 'stacked' ? below + Math.min(value, 0) : Math.min(below, value);
      above = kind === 'stacked' ? above + Math.max(value, 0) : Math.max(above, value);
    }
    low = Math.min(low, below);
    high = Math.max(high, above);
  });
  return [low, high];
}

/** Whether only whole numbers are shown, so that the axis has none between them. */
export function isWhole({ series }: ChartData): boolean {
  return series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
}

/** Whether there is anything to draw; a chart of nothing but zeros says less than a sentence. */
export function isEmpty({ series }: ChartData): boolean {
  return series.every(({ values }) => values.every((value) => !value));
}

/**
 * Which labels have room, given how wide each place is: all, or every second, third … The last always, since
 * it is the newest.
 */
export function shownLabels(labels: readonly string[], place: number): readonly number[] {
  const widest = Math.max(0, ...labels.map(widthOf));
  const step = Math.max(1, Math.ceil((widest + 10) / Math.max(place, 1)));
  const last = labels.length - 1;
  return labels.map((_, at) => at).filter((at) => (last - at) % step === 0);
}

/** About how wide a text is at 12 pixels: measuring would need the page. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (sign > '\u2e80' ? 12 : 6.8), 0);
}
