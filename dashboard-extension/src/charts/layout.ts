import { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
import { curveMonotoneX, line, stack, stackOffsetDiverging } from 'd3-shape';
import {
  dashesOf,
  extentOf,
  isWhole,
  shownLabels,
  toneOf,
  widthOf,
  type ChartData,
  type ChartKind,
} from './data';
import type { Tone } from './data';

export interface Layout {
  /** Where the axis of values stands. */
  left: number;
  right: number;
  zero: number;
  ticks: { y: number; text: string }[];
  labels: { x: number; text: string }[];
  bars: Bar[];
  lines: Line[];
}

export interface Bar {
  key: string;
  tone: Tone;
  x: number;
  y: number;
  width: number;
  height: number;
  /** What the browser shows beside the mouse. */
  told: string;
}

export interface Line {
  key: string;
  tone: Tone;
  dashes: string | undefined;
  path: string;
  points: { x: number; y: number; told: string }[];
}

interface Asked {
  kind: ChartKind;
  data: ChartData;
  width: number;
  height: number;
  format: (value: number) => string;
}

const [TOP, BOTTOM, RIGHT] = [10, 26, 8];

/** Where everything of a chart stands, in pixels of its picture. */
export function layoutOf({ kind, data, width, height, format }: Asked): Layout {
  const { labels, series } = data;
  const [low, high] = extentOf(data, kind);
  const y = scaleLinear()
    .domain([low, high > low ? high : low + 1])
    .nice(4)
    .range([height - BOTTOM, TOP]);
  const values = y.ticks(4).filter((value) => !isWhole(data) || Number.isInteger(value));
  const ticks = values.map((value) => ({ y: y(value), text: format(value) }));
  const left = Math.ceil(Math.max(0, ...ticks.map((tick) => widthOf(tick.text)))) + 10;
  const right = Math.max(width - RIGHT, left + 1);
  const places = labels.map((_, at) => at);
  const band = scaleBand<number>(places, [left, right]).paddingInner(0.25).paddingOuter(0.12);
  const point = scalePoint<number>(places, [left, right]).padding(0.5);
  const middle = (at: number) =>
    kind === 'lines' ? (point(at) ?? left) : (band(at) ?? left) + band.bandwidth() / 2;
  const told = (at: number, index: number, value: number) =>
    [labels[at], series.length > 1 && series[index]?.name, format(value)].filter(Boolean).join(' · ');
  const rectangle = (from: number, to: number) => ({
    y: Math.min(y(from), y(to)),
    height: Math.abs(y(from) - y(to)),
  });

  const side = (): Bar[] => {
    const part = band.bandwidth() / Math.max(series.length, 1);
    return series.flatMap((one, index) =>
      one.values.flatMap((value, at) =>
        value === null
          ? []
          : {
              key: `${index} ${at}`,
              tone: toneOf(series, index),
              x: (band(at) ?? left) + part * index,
              width: part,
              ...rectangle(0, value),
              told: told(at, index, value),
            },
      ),
    );
  };
  const piled = (): Bar[] =>
    stack<number, number>()
      .keys(series.map((_, index) => index))
      .value((at, index) => series[index]?.values[at] ?? 0)
      .offset(stackOffsetDiverging)(places)
      .flatMap((layer) =>
        layer.flatMap(([from, to], at) => {
          const value = series[layer.key]?.values[at] ?? 0;
          return value === 0
            ? []
            : {
                key: `${layer.key} ${at}`,
                tone: toneOf(series, layer.key),
                x: band(at) ?? left,
                width: band.bandwidth(),
                ...rectangle(from, to),
                told: told(at, layer.key, value),
              };
        }),
      );
  const drawn = (): Line[] =>
    series.map((one, index) => ({
      key: String(index),
      tone: toneOf(series, index),
      dashes: dashesOf(index),
      path:
        line<number | null>()
          .defined((value) => value !== null)
          .x((_, at) => middle(at))
          .y((value) => y(value ?? 0))
          .curve(curveMonotoneX)([...one.values]) ?? '',
      points: one.values.flatMap((value, at) =>
        value === null ? [] : { x: middle(at), y: y(value), told: told(at, index, value) },
      ),
    }));

  const room = (right - left) / Math.max(labels.length, 1);
  return {
    left,
    right,
    zero: y(0),
    ticks,
    labels: shownLabels(labels, room).map((at) => inside(middle(at), labels[at] ?? '', width)),
    bars: kind === 'bars' ? side() : kind === 'stacked' ? piled() : [],
    lines: kind === 'lines' ? drawn() : [],
  };
}

/** A label below its place, but moved so far that neither end of it is cut off. */
function inside(x: number, text: string, width: number): { x: number; text: string } {
  const half = widthOf(text) / 2;
  return { x: Math.max(half, Math.min(x, width - half)), text };
}
