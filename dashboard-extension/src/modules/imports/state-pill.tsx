import type { ImportSummaryFragment } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { tone } from './import-view-model';

const LOOKS = { good: 'pill pill-good', bad: 'pill pill-bad', plain: 'pill' };

export function StatePill({
  row,
}: {
  row: Pick<ImportSummaryFragment, 'state' | 'dryRun' | 'cancelRequested'>;
}) {
  const { t } = useApp();
  const stopping = row.cancelRequested && row.state === 'RUNNING';
  return (
    <span className="pills">
      <span className={LOOKS[tone(row.state)]}>{stopping ? t('stopping') : t(`state_${row.state}`)}</span>
      {row.dryRun && <span className="pill">{t('dry_run')}</span>}
    </span>
  );
}
