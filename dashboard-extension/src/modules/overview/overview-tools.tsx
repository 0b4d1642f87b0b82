import type { Key } from '../../i18n/en';
import { KNOWN_SOURCES, sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import type { MutationError } from '../../ui/notice';
import {
  PERIODS,
  periodFault,
  STEPS,
  withPeriod,
  type OverviewState,
  type PeriodChoice,
} from './overview-state';

const PERIOD_TEXT: Record<PeriodChoice, Key> = {
  months12: 'overview_months12',
  months3: 'overview_months3',
  days30: 'overview_days30',
  year: 'overview_year',
  custom: 'overview_custom',
};
const STEP_TEXT = { DAY: 'overview_by_day', WEEK: 'overview_by_week', MONTH: 'overview_by_month' } as const;

/** Which period, in which steps, of which source; a day that cannot be is said next to it. */
export function OverviewTools(props: {
  state: OverviewState;
  shown?: { first: string; last: string };
  sources: readonly string[];
  errors: readonly MutationError[];
  show: (state: OverviewState) => void;
}) {
  const { t, language } = useApp();
  const { state, show } = props;
  const fault = periodFault(state);
  const faultOf = (field: string) =>
    fault
      ? fault.field === field
        ? t(fault.key)
        : undefined
      : props.errors.find((error) => error.field === field)?.message;
  const sources = new Set([...KNOWN_SOURCES, ...props.sources, ...(state.source ? [state.source] : [])]);
  return (
    <div className="tools">
      <select
        aria-label={t('overview_period')}
        value={state.period}
        onChange={(event) => show(withPeriod(state, event.target.value as PeriodChoice, props.shown))}
      >
        {PERIODS.map((one) => (
          <option key={one} value={one}>
            {t(PERIOD_TEXT[one])}
          </option>
        ))}
      </select>
      {state.period === 'custom' &&
        (['first', 'last'] as const).map((end) => (
          <DayField
            key={end}
            label={t(end === 'first' ? 'overview_from' : 'overview_to')}
            value={state[end]}
            error={faultOf(end)}
            change={(day) => show({ ...state, [end]: day })}
          />
        ))}
      <select
        aria-label={t('overview_steps')}
        value={state.step}
        onChange={(event) => show({ ...state, step: event.target.value as OverviewState['step'] })}
      >
        {STEPS.map((one) => (
          <option key={one} value={one}>
            {t(STEP_TEXT[one])}
          </option>
        ))}
      </select>
      {faultOf('step') && <small className="wrong">{faultOf('step')}</small>}
      <select
        aria-label={t('filter_sources')}
        value={state.source}
        onChange={(event) => show({ ...state, source: event.target.value })}
      >
        <option value="">{t('filter_any_source')}</option>
        {[...sources].map((one) => (
          <option key={one} value={one}>
            {sourceName(one, language)}
          </option>
        ))}
      </select>
    </div>
  );
}

function DayField(props: { label: string; value: string; error?: string; change: (day: string) => void }) {
  return (
    <label className="row">
      {props.label}
      <input
        type="date"
        value={props.value}
        aria-invalid={props.error !== undefined}
        onChange={(event) => props.change(event.target.value)}
      />
      {props.error && <small className="wrong">{props.error}</small>}
    </label>
  );
}
