import { Link } from 'wouter';
import { useApp } from '../../ui/app-context';
import { ExportedFiles } from './exported-files';
import { ExportRecord } from './export-record';

/** The files that were exported of late, and who exported what. */
export function ExportsPage() {
  const { t } = useApp();
  return (
    <div className="stack">
      <Link href="/customers" className="soft">
        ← {t('customers')}
      </Link>
      <h2>{t('exports')}</h2>
      <ExportedFiles />
      <ExportRecord />
    </div>
  );
}
