import { Button } from '@saleor/macaw-ui';
import { lazy, Suspense, useState } from 'react';
import { useApp } from '../../ui/app-context';
import { SelectionBar } from '../../ui/select-boxes';
import { shown } from '../../ui/selection';
import type { CustomerRow } from './customer-list';

// The list is the first thing that is seen; what its buttons open can come when they are pressed.
const BulkGroupDialog = lazy(() =>
  import('./bulk-group-dialog').then((m) => ({ default: m.BulkGroupDialog })),
);
const BulkLabelDialog = lazy(() =>
  import('./bulk-label-dialog').then((m) => ({ default: m.BulkLabelDialog })),
);
const WatchDialog = lazy(() => import('../watchlist/watch-dialog').then((m) => ({ default: m.WatchDialog })));
const ACTIONS = ['label', 'unlabel', 'watch', 'group_in', 'group_out'] as const;

interface Props {
  rows: readonly CustomerRow[];
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
  refresh: () => void;
}

/** What can be done with several customers at once. */
export function BulkBar({ rows, chosen, choose, refresh }: Props) {
  const { t } = useApp();
  const [doing, setDoing] = useState<(typeof ACTIONS)[number] | null>(null);
  const page = rows.map(({ id }) => id);
  const customers = shown(chosen, page);
  const close = () => setDoing(null);
  const done = () => {
    choose(new Set());
    refresh();
  };
  return (
    <>
      <SelectionBar chosen={chosen} choose={choose} page={page} keys={t('list_keys')}>
        {ACTIONS.map((action) => (
          <Button
            key={action}
            size="small"
            variant="secondary"
            disabled={customers.length === 0}
            onClick={() => setDoing(action)}
          >
            {t(`bulk_${action}`)}
          </Button>
        ))}
      </SelectionBar>
      <Suspense fallback={null}>
        {(doing === 'label' || doing === 'unlabel') && (
          <BulkLabelDialog
            how={doing}
            customers={customers}
            rows={rows.filter(({ id }) => chosen.has(id))}
            known={rows}
            close={close}
            done={done}
          />
        )}
        {doing === 'watch' && <WatchDialog customers={customers} close={close} done={done} />}
        {(doing === 'group_in' || doing === 'group_out') && (
          <BulkGroupDialog how={doing} customers={customers} close={close} done={done} />
        )}
      </Suspense>
    </>
  );
}
