import { useApp } from '../../ui/app-context';
import { Fault, faultId } from '../../ui/fault';
import { SourceSelect } from '../../ui/source-select';
import { isTurnedRound, type Chosen } from './export-form';

/** Of which days and which source the orders are to be. */
export function OrdersOf(props: { chosen: Chosen; asked: boolean; choose: (next: Partial<Chosen>) => void }) {
  const { t } = useApp();
  const { chosen, choose } = props;
  const fault = props.asked && isTurnedRound(chosen) ? 'export_turned_round' : undefined;
  return (
    <>
      <div role="group" aria-label={t('export_period')} className="row">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="row">
            {t(`export_${end}`)}
            <input
              type="date"
              value={chosen[end]}
              aria-invalid={fault ? true : undefined}
              aria-describedby={faultId('period')}
              onChange={(event) => choose({ [end]: event.target.value })}
            />
          </label>
        ))}
        <SourceSelect value={chosen.source} change={(source) => choose({ source })} />
      </div>
      <small className="soft">{t('export_period_hint')}</small>
      <Fault name="period" text={fault} />
    </>
  );
}
