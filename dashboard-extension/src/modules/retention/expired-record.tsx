import { useApp } from '../../ui/app-context';
import { AuditRecord } from '../audit/audit-record';
import { expiredWords } from './expired-words';

const ACTIONS = ['retention'];

/** What has gone, run by run: numbers and names of fields. */
export function ExpiredRecord() {
  const { t, language } = useApp();
  return (
    <AuditRecord
      actions={ACTIONS}
      path="/retention"
      perPage={10}
      labelledBy="retention-gone"
      heading={
        <div>
          <h3 id="retention-gone">{t('retention_gone')}</h3>
          <p className="soft">{t('retention_gone_hint')}</p>
        </div>
      }
      none={<p className="soft">{t('retention_gone_none')}</p>}
      columns={[t('retention_gone')]}
      cells={({ details }) => [
        expiredWords(details, t, language).map((line) => <div key={line}>{line}</div>),
      ]}
      skeletonRows={3}
    />
  );
}
