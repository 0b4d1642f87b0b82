import { useEffect, useRef, useState } from 'react';
import type { ChartData, ChartKind } from './data';
import { layoutOf } from './layout';

const HEIGHT = 240;

/** The picture of a chart, as wide as there is room. What it says stands in the table below it as well. */
export function Picture(props: {
  kind: ChartKind;
  data: ChartData;
  label: string;
  format: (value: number) => string;
}) {
  const { kind, data, format } = props;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(240, Math.round(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const layout = layoutOf({ kind, data, width, height: HEIGHT, format });
  return (
    <div ref={box} className="chart-box">
      <svg width={width} height={HEIGHT} role="img" aria-label={props.label}>
        {layout.ticks.map(({ y, text }) => (
          <g key={text}>
            <line className="chart-grid" x1={layout.left} x2={layout.right} y1={y} y2={y} />
            <text x={layout.left - 6} y={y} dy="0.35em" textAnchor="end">
              {text}
            </text>
          </g>
        ))}
        {layout.bars.map((bar) => (
          <rect
            key={bar.key}
            className={`chart-bar tone-${bar.tone}`}
            x={bar.x}
            y={bar.y}
            width={bar.width}
            height={bar.height}
          >
            <title>{bar.told}</title>
          </rect>
        ))}
        <line className="chart-axis" x1={layout.left} x2={layout.right} y1={layout.zero} y2={layout.zero} />
        {layout.lines.map((line) => (
          <g key={line.key} className={`tone-${line.tone}`}>
            <path className="chart-line" d={line.path} strokeDasharray={line.dashes} />
            {line.points.map((point) => (
              <circle key={point.x} className="chart-point" cx={point.x} cy={point.y} r={3.5}>
                <title>{point.told}</title>
              </circle>
            ))}
          </g>
        ))}
        {layout.labels.map(({ x, text }) => (
          <text key={x} x={x} y={HEIGHT - 6} textAnchor="middle">
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}
