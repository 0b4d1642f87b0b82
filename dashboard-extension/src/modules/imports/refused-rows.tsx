import { Button } from '@saleor/macaw-ui';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient, useQuery, type CombinedError, type OperationResult } from 'urql';
import { ImportRefusedDocument, type ImportRefusedQuery } from '../../generated/graphql';
import { saveFile } from '../../host/save-file';
import { SPOKEN } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { languageOf, lineOf, refusedCsv, type RefusedRow } from './import-view-model';

const SHOWN = 50;

/** What was refused and why; all of it as a file. */
export function RefusedRows({ id, name }: { id: string; name: string }) {
  const { t, language } = useApp();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<CombinedError>();
  const [{ data, error }] = useQuery({
    query: ImportRefusedDocument,
    variables: { id, first: SHOWN, language: SPOKEN[language] },
  });
  const results = data?.orderImport?.results;
  if (results?.totalCount === 0) return <p className="soft">{t('refused_none')}</p>;

  const download = async () => {
    setBusy(true);
    const rows: RefusedRow[] = [];
    for (let after: string | null = null, more = true; more;) {
      const answer: OperationResult<ImportRefusedQuery> = await client.query(
        ImportRefusedDocument,
        { id, first: 100, after, language: SPOKEN[language] },
        { requestPolicy: 'network-only' },
      );
      const page = answer.data?.orderImport?.results;
      setFault(answer.error);
      if (!page) {
        setBusy(false);
        return;
      }
      rows.push(...page.edges.map(({ node }) => node));
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    setBusy(false);
    const text = refusedCsv(rows, [t('file'), t('line'), t('order'), t('column'), t('why_refused')]);
    saveFile(`${name} refused.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <section className="card" aria-labelledby="refused">
      <div className="spread">
        <h3 id="refused">
          {results ? t('refused_title', { count: results.totalCount }) : t('outcome_refused')}
        </h3>
        <Button
          variant="secondary"
          size="small"
          disabled={busy || !results}
          icon={<Download size={16} aria-hidden />}
          onClick={() => void download()}
        >
          {t('download_refused')}
        </Button>
      </div>
      <FaultNotice error={error ?? fault} />
      <div className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col" className="number">
                {t('line')}
              </th>
              <th scope="col">{t('order')}</th>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('why_refused')}</th>
            </tr>
          </thead>
          <tbody>
            {results ? (
              results.edges.map(({ node }, at) => (
                <tr key={at}>
                  <td>{node.file}</td>
                  <td className="number">{lineOf(node)}</td>
                  <td>{node.orderNumber}</td>
                  <td>{node.column}</td>
                  <td lang={languageOf(node.reason)}>{node.reason}</td>
                </tr>
              ))
            ) : (
              <SkeletonRows columns={5} rows={3} />
            )}
          </tbody>
        </table>
      </div>
      {results?.pageInfo.hasNextPage && (
        <p className="soft">{t('and_more', { count: results.totalCount - SHOWN })}</p>
      )}
    </section>
  );
}
