import { Button } from '@saleor/macaw-ui';
import type { RetentionQuery } from '../../generated/graphql';
import { day, sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { fieldWords } from './expired-words';

type Found = NonNullable<RetentionQuery['customerMgmtRetention']>;
export type Terms = Found['terms'][number];

/** Each source with its rule, where that stands, and who set it. */
export function TermsTable(props: { terms: readonly Terms[]; change: (terms: Terms | 'another') => void }) {
  const { t } = useApp();
  return (
    <section className="stack" aria-labelledby="retention-terms">
      <div className="spread">
        <h3 id="retention-terms">{t('retention_terms')}</h3>
        <Button variant="secondary" size="small" onClick={() => props.change('another')}>
          {t('retention_add')}
        </Button>
      </div>
      <div className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('retention_source')}</th>
              <th scope="col">{t('retention_kept')}</th>
              <th scope="col">{t('retention_goes')}</th>
              <th scope="col">{t('retention_may_write')}</th>
              <th scope="col">{t('retention_may_build')}</th>
              <th scope="col">{t('retention_set_by')}</th>
              <th scope="col">
                <span className="hidden">{t('retention_change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {props.terms.map((one) => (
              <TermsRow key={one.source} terms={one} change={() => props.change(one)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function TermsRow({ terms, change }: { terms: Terms; change: () => void }) {
  const { t, language } = useApp();
  const name = sourceName(terms.source, language);
  return (
    <tr>
      <th scope="row" className="named">
        <strong>{name}</strong>
        {terms.rules.length > 0 ? (
          <details>
            <summary>{t('retention_where', { count: terms.rules.length })}</summary>
            <ul className="named">
              {terms.rules.map((rule) => (
                <li key={`${rule.about} ${rule.url}`}>
                  {rule.says}
                  <span className="sub">
                    <a href={rule.url} target="_blank" rel="noreferrer">
                      {new URL(rule.url).host}
                    </a>
                    {' · '}
                    {t('retention_looked_up', { day: day(rule.lookedUp, language) })}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        ) : (
          <span className="sub">{t('retention_no_rule')}</span>
        )}
      </th>
      <td>
        {terms.days === null ? (
          t('retention_no_limit')
        ) : (
          <>
            {t('retention_days', { count: terms.days })}
            <span className="sub">{t('retention_reserve', { count: terms.reserveDays })}</span>
          </>
        )}
      </td>
      <td>{terms.days === null ? t('retention_nothing') : fieldWords(terms.fields, t)}</td>
      <td>{t(`retention_write_${terms.mayWrite}`)}</td>
      <td>{t(terms.mayBuild ? 'retention_yes' : 'retention_no')}</td>
      <td>
        <span className={terms.asShipped ? 'pill' : 'pill pill-doubt'}>
          {t(terms.asShipped ? 'retention_shipped' : 'retention_own')}
        </span>
      </td>
      <td className="act">
        <Button
          variant="secondary"
          size="small"
          aria-label={t('retention_change_of', { source: name })}
          onClick={change}
        >
          {t('retention_change')}
        </Button>
      </td>
    </tr>
  );
}
