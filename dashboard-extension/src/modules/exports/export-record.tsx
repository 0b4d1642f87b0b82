import { useApp } from '../../ui/app-context';
import { AuditRecord } from '../audit/audit-record';
import { recordWords } from './record-words';

const ACTIONS = ['export', 'export_written'];

/** Who exported what, from the audit trail. */
export function ExportRecord() {
  const { t, language } = useApp();
  return (
    <AuditRecord
      actions={ACTIONS}
      path="/exports"
      perPage={20}
      labelledBy="export-record"
      heading={
        <>
          <h3 id="export-record">{t('exports_record')}</h3>
          <p className="soft">{t('exports_record_hint')}</p>
        </>
      }
      columns={[t('exports_did'), t('exports_about')]}
      cells={(entry) => {
        const { did, about } = recordWords(entry, t, language);
        return [did, about];
      }}
      skeletonRows={4}
    />
  );
}
