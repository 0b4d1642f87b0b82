import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ImportCreateDocument, ImportDocument } from '../../generated/graphql';
import { useChange } from '../../host/use-change';
import { usePolling } from '../../host/use-polling';
import { useApp } from '../../ui/app-context';
import { FaultNotice, MutationErrors, Notice, type MutationError } from '../../ui/notice';
import { isUnderWay } from './import-view-model';
import { RefusedRows } from './refused-rows';
import { useImport } from './use-import';

/** Reads the file as it is said, without recording; then with. */
export function Trial(props: {
  file: File;
  timeZone: string;
  mapping: string;
  ready: () => boolean;
  leave: () => void;
}) {
  const { t } = useApp();
  const change = useChange();
  const { send, busy: sending, errors: refused, fault } = useImport(props.timeZone);
  const [tried, setTried] = useState<{ id: string; said: string }>();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [busy, setBusy] = useState(false);
  const said = `${props.timeZone.trim()}\n${props.mapping}`;
  const check = async () => {
    if (!props.ready()) return;
    setBusy(true);
    const zone = props.timeZone.trim();
    const asked = {
      files: [props.file],
      mapping: props.mapping,
      dryRun: true,
      ...(zone ? { timeZone: zone } : {}),
    };
    const { errors, answer } = await change(ImportCreateDocument, asked, (data) => data.orderImportCreate);
    setBusy(false);
    setErrors(errors);
    setTried(answer?.orderImport ? { id: answer.orderImport.id, said } : undefined);
  };
  const record = () => {
    if (!props.ready()) return;
    props.leave();
    void send([props.file], false, props.mapping);
  };
  return (
    <section className="card stack" aria-label={t('columns_try_result')}>
      <span className="row">
        <Button disabled={busy || sending} onClick={() => void check()}>
          {t('columns_try')}
        </Button>
        <Button variant="secondary" disabled={busy || sending} onClick={record}>
          {t('columns_import')}
        </Button>
        {(busy || sending) && <span role="status">{t('running')} …</span>}
      </span>
      <MutationErrors errors={[...errors, ...refused]} about="import" />
      <FaultNotice error={fault} />
      {/* What was corrected since was not tried. */}
      {tried?.said === said && <Outcome key={tried.id} id={tried.id} name={props.file.name} />}
    </section>
  );
}

function Outcome({ id, name }: { id: string; name: string }) {
  const { t, language } = useApp();
  const [{ data, error, fetching }, again] = useQuery({ query: ImportDocument, variables: { id } });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const found = data?.orderImport;
  usePolling(!found || isUnderWay(found.state), refresh, { fetching });
  if (error) return <FaultNotice error={error} retry={refresh} />;
  if (!found || isUnderWay(found.state)) return <p role="status">{t('running')} …</p>;
  const counts = [
    ['outcome_new', found.new],
    ['outcome_changed', found.changed],
    ['outcome_unchanged', found.unchanged],
    ['outcome_refused', found.refused],
  ] as const;
  return (
    <>
      {found.error && (
        <Notice kind="error" title={t(`state_${found.state}`)}>
          <p lang="en">{found.error}</p>
        </Notice>
      )}
      <div className="figures" role="status" aria-label={t('columns_try_result')}>
        {counts.map(([key, count]) => (
          <div key={key}>
            <span className="sub">{t(key)}</span>
            <span className="big">{count.toLocaleString(language)}</span>
          </div>
        ))}
      </div>
      {found.refused > 0 && <RefusedRows id={id} name={name} />}
    </>
  );
}
