import { Skeleton } from '@saleor/macaw-ui';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import {
  CriteriaPreviewDocument,
  type CriteriaPreviewQuery,
  type RegroupingFragment,
} from '../../generated/graphql';
import { sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { FaultNotice, MutationErrors } from '../../ui/notice';
import { Consequences } from './consequences';

export type Changes = NonNullable<NonNullable<CriteriaPreviewQuery['matchCriteriaPreview']>['changes']>;

/** What criteria would change, over the whole history. */
export function Preview({ criteria, action }: { criteria: string; action: ReactNode }) {
  const { t } = useApp();
  const [{ data, error }, again] = useQuery({
    query: CriteriaPreviewDocument,
    variables: { criteria },
    requestPolicy: 'network-only',
  });
  const preview = data?.matchCriteriaPreview;
  return (
    <section className="card stack" aria-labelledby="preview">
      <div className="spread">
        <h3 id="preview">{t('preview')}</h3>
        {preview?.changes && action}
      </div>
      <FaultNotice error={error} retry={() => again({ requestPolicy: 'network-only' })} />
      {preview ? (
        <MutationErrors errors={preview.errors} />
      ) : (
        !error && (
          <div role="status" className="stack">
            <p>{t('preview_running')}</p>
            <Skeleton __height="120px" />
          </div>
        )
      )}
      {preview?.changes && <ChangesShown changes={preview.changes} />}
    </section>
  );
}

function ChangesShown({ changes }: { changes: Changes }) {
  const { t } = useApp();
  return (
    <>
      <div className="figures">
        <BeforeAfter name={t('customers_count')} now={changes.customersNow} then={changes.customersThen} />
        <BeforeAfter name={t('repeaters_count')} now={changes.repeatersNow} then={changes.repeatersThen} />
      </div>
      <Regroupings
        title={t('would_part', { count: changes.parting })}
        groups={changes.parts}
        all={changes.parting}
      />
      <Regroupings
        title={t('would_join', { count: changes.joining })}
        groups={changes.joins}
        all={changes.joining}
      />
      <Consequences rules={changes.rules} groups={changes.groups} leftOut={changes.leftOut} />
      <Doubtful changes={changes} />
      <Gaps changes={changes} />
    </>
  );
}

function BeforeAfter({ name, now, then }: { name: string; now: number; then: number }) {
  const { t, language } = useApp();
  return (
    <div>
      <span className="sub">{name}</span>
      <span className="big">
        <span className="hidden">{t('now')} </span>
        {now.toLocaleString(language)}
        <span className="arrow" aria-hidden>
          {' → '}
        </span>
        <span className="hidden">{t('then')} </span>
        {then.toLocaleString(language)}
      </span>
    </div>
  );
}

function Regroupings({
  title,
  groups,
  all,
}: {
  title: string;
  groups: readonly RegroupingFragment[];
  all: number;
}) {
  const { t } = useApp();
  if (all === 0) return null;
  return (
    <details open>
      <summary>
        <strong>{title}</strong>
      </summary>
      <ul>
        {groups.map((group) => (
          <li key={group.customers.map((one) => one.id).join()}>
            {group.customers.map((customer, at) => (
              <span key={customer.id}>
                {at > 0 && ' + '}
                <Link href={`/customers/${customer.publicId}`}>{customer.name || customer.publicId}</Link>
              </span>
            ))}
            {group.customers.length === 1 && (
              <span className="soft"> {t('into_parts', { count: group.parts.length })}</span>
            )}
          </li>
        ))}
      </ul>
      {all > groups.length && <p className="soft">{t('and_more', { count: all - groups.length })}</p>}
    </details>
  );
}

function Doubtful({ changes }: { changes: Changes }) {
  const { t, language } = useApp();
  if (changes.doubtful === 0) return null;
  const name = (order: Changes['doubtfulPairs'][number]['one']) =>
    order && `${order.buyer?.name ?? ''} (${sourceName(order.source, language)} ${order.number})`;
  return (
    <details open>
      <summary>
        <strong>{t('doubtful', { count: changes.doubtful })}</strong>
      </summary>
      <p className="soft">{t('doubtful_hint')}</p>
      <ul>
        {changes.doubtfulPairs.map((pair, at) => (
          <li key={at}>
            {name(pair.one)} | {name(pair.other)}
            <span className="sub">{pair.fields.map((field) => t(`field_${field}`)).join(', ')}</span>
          </li>
        ))}
      </ul>
      {changes.doubtful > changes.doubtfulPairs.length && (
        <p className="soft">{t('and_more', { count: changes.doubtful - changes.doubtfulPairs.length })}</p>
      )}
    </details>
  );
}

function Gaps({ changes }: { changes: Changes }) {
  const { t, language } = useApp();
  const gaps = changes.withoutKey.filter((gap) => gap.withoutKey > 0);
  if (gaps.length === 0) return <p className="soft">{t('no_gaps')}</p>;
  return (
    <div>
      <strong>{t('gaps')}</strong>
      <ul>
        {gaps.map((gap) => (
          <li key={gap.source}>
            {sourceName(gap.source, language)}:{' '}
            {t('gaps_of', { without: gap.withoutKey, total: gap.orderCount })}
          </li>
        ))}
      </ul>
    </div>
  );
}
