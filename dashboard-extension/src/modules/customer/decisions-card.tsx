import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { minute } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { FewRows } from '../../ui/few-rows';
import type { Customer } from './customer-page';
import { useDecisions } from './use-decisions';

/** What staff decided about a customer; each decision can be undone, whatever came after it. */
export function DecisionsCard({
  decisions,
  undone,
}: {
  decisions: Customer['decisions'];
  undone: () => void;
}) {
  const { t, tell, language } = useApp();
  const { undo } = useDecisions();
  const [asked, setAsked] = useState<Customer['decisions'][number] | null>(null);
  return (
    <section className="card" aria-labelledby="decisions">
      <h3 id="decisions">{t('decisions')}</h3>
      {decisions.length === 0 ? (
        <p className="soft">{t('no_decisions')}</p>
      ) : (
        <FewRows rows={decisions} first={5} of={t('decisions')}>
          {(shown) => (
            <ul className="plain-list">
              {shown.map((decision) => (
                <li key={decision.id} className="spread">
                  <span>
                    <strong>{t(`decision_${decision.kind}`)}</strong>{' '}
                    {decision.undone && <span className="pill">{t('decision_undone')}</span>}
                    <span className="sub">
                      {minute(decision.createdAt, language)} · {t('by', { author: decision.author.label })}
                    </span>
                    {decision.reason && <span className="sub">{decision.reason}</span>}
                  </span>
                  {!decision.undone && (
                    <Button size="small" variant="secondary" onClick={() => setAsked(decision)}>
                      {t('undo')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </FewRows>
      )}
      {asked && (
        <Confirm
          title={t('undo_title')}
          confirm={t('undo')}
          close={() => setAsked(null)}
          run={async (reason) => {
            const { errors } = await undo(asked.id, reason);
            if (errors.length === 0) {
              tell(t('undo_done'));
              undone();
            }
            return errors;
          }}
        >
          <p>{t(asked.kind === 'MERGE' ? 'undo_merge_text' : 'undo_split_text')}</p>
        </Confirm>
      )}
    </section>
  );
}
