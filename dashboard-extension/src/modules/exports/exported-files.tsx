import { Button } from '@saleor/macaw-ui';
import { Download } from 'lucide-react';
import { useQuery } from 'urql';
import { ExportFilesDocument, type ExportJobFragment } from '../../generated/graphql';
import { usePolling } from '../../host/use-polling';
import { minute } from '../../i18n/format';
import { actorName } from '../../ui/actor';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { FaultNotice } from '../../ui/notice';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { DownloadState } from './download-state';
import { sizeOf } from './size';
import { useDownload } from './use-download';

/** The newest exports, with their files for whoever asked for them. */
export function ExportedFiles() {
  const { t } = useApp();
  const [{ data, error, fetching }, again] = useQuery({ query: ExportFilesDocument });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const jobs = data?.customerMgmtJobs?.edges.map(({ node }) => node);
  usePolling(jobs?.some(({ state }) => state === 'PENDING' || state === 'RUNNING') ?? false, refresh, {
    fetching,
  });
  if (error && !jobs) return <FaultNotice error={error} retry={refresh} />;
  if (jobs?.length === 0) return <EmptyState title={t('exports_none')} hint={t('exports_none_hint')} />;
  return (
    <section className="stack" aria-labelledby="export-files">
      <h3 id="export-files">{t('exports_files')}</h3>
      <p className="soft">{t('exports_files_hint')}</p>
      <FaultNotice error={error} retry={refresh} />
      <div className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col">{t('status')}</th>
              <th scope="col" className="number">
                {t('exports_row_count')}
              </th>
              <th scope="col" className="number">
                {t('exports_size')}
              </th>
              <th scope="col">{t('exports_who')}</th>
              <th scope="col">{t('exports_when')}</th>
              <th scope="col">
                <span className="hidden">{t('export_download')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {jobs ? (
              jobs.map((job) => <FileRow key={job.id} job={job} />)
            ) : (
              <SkeletonRows columns={7} rows={3} />
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function FileRow({ job }: { job: ExportJobFragment }) {
  const { t, language } = useApp();
  const { download, start } = useDownload(job);
  const { file } = job;
  return (
    <tr>
      <td>
        {file?.name ?? t('none')}
        {job.error && (
          <span className="sub" lang="en">
            {job.error}
          </span>
        )}
        {file && <DownloadState download={download} pieces={file.pieces} />}
      </td>
      <td>
        <span className={`pill ${file ? 'pill-good' : job.state === 'FAILED' ? 'pill-bad' : ''}`}>
          {t(`state_${job.state}`)}
        </span>
      </td>
      <td className="number">{file ? file.rows.toLocaleString(language) : t('none')}</td>
      <td className="number">{file ? sizeOf(Number(file.size), language) : t('none')}</td>
      <td>{actorName(job.author, t)}</td>
      <td className="nowrap">{minute(job.createdAt, language)}</td>
      <td className="act">
        {file?.fetchable ? (
          <Button
            variant="secondary"
            size="small"
            icon={<Download size={16} aria-hidden />}
            aria-label={t('export_download_this', { file: file.name, time: minute(job.createdAt, language) })}
            disabled={download.at === 'under way'}
            onClick={() => void start()}
          >
            {t('export_download')}
          </Button>
        ) : (
          file && <span className="soft">{t('exports_over')}</span>
        )}
      </td>
    </tr>
  );
}
