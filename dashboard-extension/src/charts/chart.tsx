import { Skeleton } from '@saleor/macaw-ui';
import { lazy, Suspense } from 'react';
import { useApp } from '../ui/app-context';
import './charts.css';
import { dashesOf, isEmpty, toneOf, type ChartData, type ChartKind } from './data';

const Picture = lazy(() => import('./picture').then((m) => ({ default: m.Picture })));

interface Props {
  kind: ChartKind;
  data: ChartData;
  /** What it shows; said by screen readers, and the caption of the table. */
  title: string;
  /** What the labels are, such as "Month": the head of their column. */
  labelled: string;
  /** How a value is written; without it, as a number. */
  format?: (value: number) => string;
  /** The table stands open below the picture. */
  open?: boolean;
}

/** Numbers as a picture, and as a table of the same. */
export function Chart({ kind, data, title, labelled, format, open }: Props) {
  const { t, language } = useApp();
  const written = format ?? ((value: number) => value.toLocaleString(language));
  if (isEmpty(data)) return <p className="soft">{t('chart_empty')}</p>;
  return (
    <figure className="chart" aria-label={title}>
      {data.series.length > 1 && (
        // The table says the same to those who listen.
        <ul className="chart-legend" aria-hidden>
          {data.series.map((one, at) => (
            <li key={one.name}>
              <svg className={`chart-swatch tone-${toneOf(data.series, at)}`} width={24} height={12}>
                {kind === 'lines' ? (
                  <path className="chart-line" d="M 0 6 H 24" strokeDasharray={dashesOf(at)} />
                ) : (
                  <rect className="chart-bar" width={24} height={12} rx={3} />
                )}
              </svg>
              {one.name}
            </li>
          ))}
        </ul>
      )}
      <Suspense fallback={<Skeleton __height="240px" />}>
        <Picture kind={kind} data={data} label={t('chart_of', { title })} format={written} />
      </Suspense>
      <details open={open}>
        <summary className="soft">{t('chart_numbers')}</summary>
        {/* It may be wider than the screen, so it can be scrolled, also by keyboard. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="table" tabIndex={0} role="region" aria-label={title}>
          <table>
            <caption className="hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{labelled}</th>
                {data.series.map((one) => (
                  <th key={one.name} scope="col" className="number">
                    {one.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.labels.map((label, at) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {data.series.map((one) => {
                    const value = one.values[at] ?? null;
                    return (
                      <td key={one.name} className="number">
                        {value === null ? t('none') : written(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
