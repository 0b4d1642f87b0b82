import { useApp } from '../../ui/app-context';
import { Notice } from '../../ui/notice';
import type { Download } from './use-download';

/** How far a download is, and how it ended. */
export function DownloadState({ download, pieces }: { download: Download; pieces: number }) {
  const { t } = useApp();
  switch (download.at) {
    case 'nothing':
      return null;
    case 'under way':
      return (
        <div role="status">
          {t('export_downloading')}
          <progress max={Math.max(pieces, 1)} value={download.done} aria-label={t('export_downloading')} />
        </div>
      );
    case 'saved':
      return <p role="status">{t('export_downloaded', { file: download.name })}</p>;
    case 'gone':
      return (
        <Notice kind="error" title={t('export_gone')}>
          <p>{t('export_gone_hint')}</p>
        </Notice>
      );
    case 'broken':
      return (
        <Notice kind="error" title={t('export_broken')}>
          <p>{t(`fault_${download.fault}`)}</p>
        </Notice>
      );
  }
}
