import { useId } from 'react';
import { useApp } from '../../ui/app-context';
import type { Comparison, Field } from './condition-form';

type Parameter = Field['parameters'][number];

interface Props {
  part: Comparison;
  parameter: Parameter;
  change: (value: string) => void;
  describedBy: string | undefined;
  invalid: boolean;
}

const CURRENCIES = ['JPY', 'USD', 'EUR', 'CNY', 'KRW', 'TWD', 'GBP'];

/** Whatever a field needs to know besides the value: a currency, how far to look back, a zone … */
export function SettingInput({ part, parameter, change, describedBy, invalid }: Props) {
  const { t } = useApp();
  const list = useId();
  const value = part.settings[parameter.name] ?? '';
  const common = { 'aria-describedby': describedBy, 'aria-invalid': invalid };
  if (parameter.kind === 'truth') {
    return (
      <label className="row">
        <input
          type="checkbox"
          {...common}
          checked={value !== 'false'}
          onChange={(event) => change(String(event.target.checked))}
        />
        {t('cond_including_present')}
      </label>
    );
  }
  if (parameter.kind === 'currency') {
    return (
      <>
        <input
          type="text"
          className="short"
          {...common}
          aria-label={t('cond_currency')}
          value={value}
          maxLength={3}
          list={list}
          onChange={(event) => change(event.target.value.toUpperCase())}
        />
        <datalist id={list}>
          {CURRENCIES.map((currency) => (
            <option key={currency} value={currency} />
          ))}
        </datalist>
      </>
    );
  }
  if (parameter.kind === 'whole') {
    return (
      <label className="row">
        {t('cond_last')}
        <input
          type="text"
          inputMode="numeric"
          className="short"
          {...common}
          value={value}
          maxLength={4}
          onChange={(event) => change(event.target.value)}
        />
      </label>
    );
  }
  return (
    <select
      {...common}
      aria-label={t('cond_zone')}
      value={value}
      onChange={(event) => change(event.target.value)}
    >
      <option value="">{t('cond_zone_shop')}</option>
      {zones(value).map((zone) => (
        <option key={zone}>{zone}</option>
      ))}
    </select>
  );
}

function zones(value: string): string[] {
  return [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])].filter(Boolean).sort();
}
