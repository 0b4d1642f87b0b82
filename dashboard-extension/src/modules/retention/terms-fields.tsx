import type { CustomerMgmtMayWrite } from '../../generated/graphql';
import { KNOWN_SOURCES, sourceName } from '../../i18n/format';
import type { Key } from '../../i18n/en';
import { useApp } from '../../ui/app-context';
import { Fault, faultId } from '../../ui/fault';
import { FIELDS, MAY_WRITE, OWN_SHOP, type Problems, type TermsForm } from './terms-form';

interface Props {
  form: TermsForm;
  /** Null before somebody has tried to go on. */
  problems: Problems | null;
  /** Sources that have terms already, when one is to be chosen. */
  known: readonly string[] | null;
  change: (next: Partial<TermsForm>) => void;
}

/** How long, what, and what else may be done. */
export function TermsFields({ form, problems, known, change }: Props) {
  const { t, language } = useApp();
  return (
    <>
      {known && (
        <label className="field">
          {t('retention_source')}
          <select
            data-first
            value={form.source}
            aria-invalid={problems?.source ? true : undefined}
            aria-describedby={faultId('source')}
            onChange={(event) => change({ source: event.target.value, mayBuild: true })}
          >
            <option value="">{t('none')}</option>
            {KNOWN_SOURCES.filter((one) => !known.includes(one)).map((one) => (
              <option key={one} value={one}>
                {sourceName(one, language)}
              </option>
            ))}
          </select>
        </label>
      )}
      {known && <Fault name="source" text={problems?.source ? 'retention_source_none' : undefined} />}
      <fieldset className="criterion stack">
        <legend>{t('retention_how_long')}</legend>
        {([false, true] as const).map((limited) => (
          <label key={String(limited)} className="choice">
            <input
              type="radio"
              name="limited"
              checked={form.limited === limited}
              onChange={() => change({ limited })}
            />
            {t(limited ? 'retention_limited' : 'retention_no_limit')}
          </label>
        ))}
        {form.limited && <Limit form={form} problems={problems} change={change} />}
      </fieldset>
      <label className="field">
        {t('retention_may_write')}
        <select
          value={form.mayWrite}
          onChange={(event) => change({ mayWrite: event.target.value as CustomerMgmtMayWrite })}
        >
          {MAY_WRITE.map((one) => (
            <option key={one} value={one}>
              {t(`retention_write_${one}`)}
            </option>
          ))}
        </select>
      </label>
      {form.source !== OWN_SHOP && (
        <label className="choice">
          <input
            type="checkbox"
            checked={form.mayBuild}
            onChange={(event) => change({ mayBuild: event.target.checked })}
          />
          <span>
            {t('retention_build_field')}
            <span className="sub">{t('retention_build_hint')}</span>
          </span>
        </label>
      )}
    </>
  );
}

function Limit({ form, problems, change }: Omit<Props, 'known'>) {
  const { t } = useApp();
  return (
    <>
      {(
        [
          ['days', 'retention_days_field', null],
          ['reserveDays', 'retention_reserve_field', 'retention_reserve_hint'],
        ] as const
      ).map(([name, label, hint]) => (
        <div key={name}>
          <label className="field">
            {t(label)}
            <input
              type="text"
              inputMode="numeric"
              maxLength={6}
              value={form[name]}
              aria-invalid={problems?.[name] ? true : undefined}
              aria-describedby={faultId(name)}
              onChange={(event) => change({ [name]: event.target.value })}
            />
            {hint && <small className="soft">{t(hint)}</small>}
          </label>
          <Fault name={name} text={problems?.[name] ? 'retention_days_wrong' : undefined} />
        </div>
      ))}
      <div role="group" aria-label={t('retention_fields')} aria-describedby={faultId('fields')}>
        <strong>{t('retention_fields')}</strong>
        <div className="checks">
          {FIELDS.map((one) => (
            <label key={one}>
              <input
                type="checkbox"
                checked={form.fields.includes(one)}
                onChange={(event) =>
                  change({
                    fields: FIELDS.filter((other) =>
                      other === one ? event.target.checked : form.fields.includes(other),
                    ),
                  })
                }
              />
              {t(`field_${one}` as Key)}
            </label>
          ))}
        </div>
        <Fault name="fields" text={problems?.fields ? 'retention_fields_none' : undefined} />
      </div>
    </>
  );
}
