import { Button, Skeleton } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { GroupPreviewDocument, type PersonFragment } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { FaultNotice, MutationErrors } from '../../ui/notice';

interface Props {
  /** As JSON; null: nobody by condition. */
  condition: string | null;
  group: string | undefined;
}

/** Who would enter and leave, asked when somebody asks; another condition and the numbers go. */
export function PreviewPanel({ condition, group }: Props) {
  const { t, language } = useApp();
  const [asked, setAsked] = useState<{ condition: string | null } | null>(null);
  const wanted = asked?.condition === condition;
  const [{ data, error, fetching }, again] = useQuery({
    query: GroupPreviewDocument,
    variables: { condition, group },
    pause: !wanted,
    requestPolicy: 'network-only',
  });
  const told = wanted && !fetching ? data?.customerMgmtGroupPreview : undefined;
  const refresh = () => again({ requestPolicy: 'network-only' });
  return (
    <section className="card stack" aria-labelledby="group-preview">
      <div className="spread">
        <h3 id="group-preview">{t('group_preview')}</h3>
        <Button
          type="button"
          variant="secondary"
          disabled={wanted && fetching}
          onClick={() => {
            if (wanted) refresh();
            else setAsked({ condition });
          }}
        >
          {t('group_preview_run')}
        </Button>
      </div>
      <p className="soft">{t('group_preview_hint')}</p>
      <FaultNotice error={wanted ? error : undefined} retry={refresh} />
      {wanted && fetching && (
        <div role="status" className="stack">
          <p>{t('group_preview_running')}</p>
          <Skeleton __height="80px" />
        </div>
      )}
      {told && <MutationErrors errors={told.errors} />}
      {told && told.entering !== null && (
        <>
          <div role="status">
            <dl className="figures">
              {(
                [
                  ['group_enter', told.entering],
                  ['group_leave', told.leaving],
                  ['group_stay', told.staying],
                ] as const
              ).map(([key, value]) => (
                <div key={key}>
                  <dt className="sub">{t(key)}</dt>
                  <dd className="big">{(value ?? 0).toLocaleString(language)}</dd>
                </div>
              ))}
            </dl>
          </div>
          <People
            title={t('group_who_enters', { count: told.entering })}
            people={told.whoEnters}
            all={told.entering}
          />
          <People
            title={t('group_who_leaves', { count: told.leaving ?? 0 })}
            people={told.whoLeaves}
            all={told.leaving ?? 0}
          />
        </>
      )}
    </section>
  );
}

function People(props: { title: string; people: readonly PersonFragment[] | null; all: number }) {
  const { t } = useApp();
  const shown = props.people ?? [];
  if (props.all === 0) return null;
  return (
    <details open={props.all <= 10}>
      <summary>{props.title}</summary>
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            <Link href={`/customers/${one.publicId}`}>{one.name || one.publicId}</Link>{' '}
            <span className="soft">{t('purchases', { count: one.purchaseCount })}</span>
          </li>
        ))}
      </ul>
      {props.all > shown.length && (
        <p className="soft">{t('and_more', { count: props.all - shown.length })}</p>
      )}
    </details>
  );
}
