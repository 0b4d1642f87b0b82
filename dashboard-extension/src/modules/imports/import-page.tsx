import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { Link } from 'wouter';
import { ImportCancelDocument, ImportDocument, type ImportSummaryFragment } from '../../generated/graphql';
import { faultOf } from '../../host/faults';
import { usePolling } from '../../host/use-polling';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { EmptyState } from '../../ui/empty-state';
import { Loading } from '../../ui/loading';
import { FaultNotice, MutationErrors, Notice } from '../../ui/notice';
import { keptFiles } from './chosen-files';
import { fileNames, isUnderWay } from './import-view-model';
import { RefusedRows } from './refused-rows';
import { RepairedRows } from './repaired-rows';
import { StatePill } from './state-pill';
import { useImport } from './use-import';

/** One import: how far it is, what came out, and what was refused and why. */
export function ImportPage({ id }: { id: string }) {
  const { t } = useApp();
  const [{ data, error, fetching }, again] = useQuery({ query: ImportDocument, variables: { id } });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const found = data?.orderImport;
  usePolling(found ? isUnderWay(found.state) : false, refresh, { fetching });
  if (found) {
    return (
      <div className="stack">
        <FaultNotice error={error} retry={refresh} />
        <Known found={found} refresh={refresh} />
      </div>
    );
  }
  if (error) return <FaultNotice error={error} retry={refresh} />;
  if (fetching) return <Loading height="200px" />;
  return (
    <EmptyState title={t('code_NOT_FOUND')} hint="">
      <Link href="/imports">{t('imports')}</Link>
    </EmptyState>
  );
}

function Known({ found, refresh }: { found: ImportSummaryFragment; refresh: () => void }) {
  const { t, language } = useApp();
  const client = useClient();
  const kept = found.dryRun && found.state === 'DONE' ? keptFiles(found.id) : undefined;
  const { send, busy, errors, fault } = useImport(kept?.timeZone ?? '');
  const [stopping, setStopping] = useState(false);
  const running = isUnderWay(found.state);
  const counts = [
    ['outcome_new', found.new],
    ['outcome_changed', found.changed],
    ['outcome_unchanged', found.unchanged],
    ['outcome_refused', found.refused],
  ] as const;
  return (
    <>
      <Link href="/imports" className="soft">
        ← {t('imports')}
      </Link>
      <div className="page-head">
        <div>
          <h2>{fileNames(found.files)}</h2>
          <span className="soft">
            {found.fileFormat && t('recognised', { format: found.fileFormat, encoding: found.encoding })}
          </span>{' '}
          {found.savedMapping && (
            <span className="soft">{t('mapping_read_with', { name: found.savedMapping.name })} </span>
          )}
          <StatePill row={found} />
        </div>
        {running && !found.cancelRequested && (
          <Button variant="secondary" onClick={() => setStopping(true)}>
            {t('stop_import')}
          </Button>
        )}
        {kept && (
          <Button disabled={busy} onClick={() => void send(kept.files, false)}>
            {t('record_after_check')}
          </Button>
        )}
      </div>
      <MutationErrors errors={errors} about="import" />
      <FaultNotice error={fault} />
      {running && <progress max={1} value={found.progress} aria-label={t('running')} />}
      {found.error && (
        <Notice kind="error" title={t(`state_${found.state}`)}>
          <p lang="en">{found.error}</p>
        </Notice>
      )}
      <div className="figures" role="status" aria-label={t('result')}>
        {counts.map(([name, count]) => (
          <div key={name}>
            <span className="sub">{t(name)}</span>
            <span className="big">{count.toLocaleString(language)}</span>
          </div>
        ))}
      </div>
      {!running && <RefusedRows id={found.id} name={fileNames(found.files)} />}
      {!running && found.repaired > 0 && <RepairedRows id={found.id} count={found.repaired} />}
      {stopping && (
        <Confirm
          title={t('stop_title')}
          confirm={t('stop_import')}
          close={() => setStopping(false)}
          withReason={false}
          run={async () => {
            const { data, error } = await client.mutation(ImportCancelDocument, { id: found.id });
            const broken = faultOf(error);
            refresh();
            return broken
              ? [{ code: broken, message: t(`fault_${broken}`), field: null }]
              : (data?.orderImportCancel?.errors ?? []);
          }}
        >
          <p>{t('stop_text')}</p>
        </Confirm>
      )}
    </>
  );
}
