import { Skeleton } from '@saleor/macaw-ui';
import { useApp } from './app-context';

/** Rows of a table that has not come yet, in its place. */
export function SkeletonRows({ columns, rows = 8 }: { columns: number; rows?: number }) {
  const { t } = useApp();
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden={row > 0}>
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          {row === 0 && column === 0 && <span className="hidden">{t('loading')}</span>}
          <Skeleton __width={column === 0 ? '70%' : '50%'} />
        </td>
      ))}
    </tr>
  ));
}
