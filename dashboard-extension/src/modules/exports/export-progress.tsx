import { Button } from '@saleor/macaw-ui';
import { Download } from 'lucide-react';
import { useQuery } from 'urql';
import { ExportProgressDocument, type ExportJobFragment } from '../../generated/graphql';
import { usePolling } from '../../host/use-polling';
import { useApp } from '../../ui/app-context';
import { FaultNotice, Notice } from '../../ui/notice';
import { DownloadState } from './download-state';
import { sizeOf } from './size';
import { useDownload } from './use-download';

const UNDER_WAY: readonly string[] = ['PENDING', 'RUNNING'];

/** How far an export is; then its file, or why there is none. */
export function ExportProgress({ id }: { id: string }) {
  const { t } = useApp();
  const [{ data, error, fetching }, again] = useQuery({ query: ExportProgressDocument, variables: { id } });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const job = data?.customerMgmtJob;
  const underWay = !job || UNDER_WAY.includes(job.state);
  usePolling(underWay, refresh, { fetching });
  if (error && !job) return <FaultNotice error={error} retry={refresh} />;
  if (job && !underWay) return <Ended job={job} />;
  const text = t(job?.state === 'RUNNING' ? 'export_running' : 'export_waiting');
  return (
    <>
      <Notice kind="info" title={text}>
        {job && job.done > 0 && <p>{t('export_rows_so_far', { count: job.done })}</p>}
        <progress aria-label={text} />
      </Notice>
      <p className="soft">{t('export_close')}</p>
    </>
  );
}

function Ended({ job }: { job: ExportJobFragment }) {
  const { t, language } = useApp();
  const { download, start } = useDownload(job);
  const { file } = job;
  if (!file) {
    return (
      <Notice kind="error" title={t('export_failed')}>
        <p lang="en">{job.error}</p>
      </Notice>
    );
  }
  return (
    <>
      <Notice kind="success" title={t('export_ready')}>
        <p>
          {[file.name, t('export_rows', { count: file.rows }), sizeOf(Number(file.size), language)].join(
            ' · ',
          )}
        </p>
        {file.replaced > 0 && <p>{t('export_replaced', { count: file.replaced })}</p>}
      </Notice>
      <DownloadState download={download} pieces={file.pieces} />
      <Button
        type="button"
        icon={<Download size={16} aria-hidden />}
        disabled={download.at === 'under way'}
        onClick={() => void start()}
      >
        {t('export_download')}
      </Button>
    </>
  );
}
