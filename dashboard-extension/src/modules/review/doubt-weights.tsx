import type { Key } from '../../i18n/en';
import { useApp } from '../../ui/app-context';
import { bars, percent, signed, type Likeness } from './weights';

const FIELDS: Record<string, Key> = {
  name: 'field_NAME',
  phone: 'field_PHONE',
  email: 'field_EMAIL',
  address: 'field_ADDRESS',
  birthday: 'field_BIRTHDAY',
  company: 'field_COMPANY',
};
const LEVELS: Record<string, Key> = {
  equal: 'level_equal',
  reading_equal: 'level_reading_equal',
  one_character: 'level_one_character',
  given_equal: 'level_given_equal',
  family_equal: 'level_family_equal',
  one_digit: 'level_one_digit',
  end_equal: 'level_end_equal',
  one_edit: 'level_one_character',
  local_equal: 'level_local_equal',
  block_equal: 'level_block_equal',
  area_equal: 'level_area_equal',
  differs: 'level_differs',
};

/** How likely two customers are one, and what each field says for or against it. */
export function DoubtWeights(props: { probability: number; fields: readonly Likeness[] }) {
  const { t } = useApp();
  const said = (keys: Record<string, Key>, name: string) => (keys[name] ? t(keys[name]) : name);
  return (
    <div className="weights">
      <p>{t('doubt_likely', { share: percent(props.probability) })}</p>
      <ul className="plain-list" aria-label={t('doubt_weights')}>
        {bars(props.fields).map((bar) => (
          <li key={bar.field} className={bar.against ? 'against' : undefined}>
            <span>
              {t('doubt_field', { field: said(FIELDS, bar.field), level: said(LEVELS, bar.level) })}
            </span>
            <span className="weight-bar" aria-hidden="true">
              <span style={{ width: `${bar.length * 100}%` }} />
            </span>
            <span className="weight">{signed(bar.weight)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
