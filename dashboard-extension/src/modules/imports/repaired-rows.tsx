import { useQuery } from 'urql';
import { ImportRepairedDocument } from '../../generated/graphql';
import { SPOKEN } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { FaultNotice } from '../../ui/notice';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { languageOf, repairedCells } from './import-view-model';

const SHOWN = 50;

/** What a spreadsheet had changed in the files and was put right: to be looked at, not to be mended. */
export function RepairedRows({ id, count }: { id: string; count: number }) {
  const { t, language } = useApp();
  const [{ data, error }] = useQuery({
    query: ImportRepairedDocument,
    variables: { id, first: SHOWN, language: SPOKEN[language] },
  });
  const results = data?.orderImport?.results;
  return (
    <section className="card" aria-labelledby="repaired">
      <div className="spread">
        <div className="stack">
          <h3 id="repaired">{t('repaired_title', { count })}</h3>
          <p className="soft">{t('repaired_hint')}</p>
        </div>
      </div>
      <FaultNotice error={error} />
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
              <th scope="col">{t('what_repaired')}</th>
            </tr>
          </thead>
          <tbody>
            {results ? (
              repairedCells(results.edges.map(({ node }) => node)).map((cell, at) => (
                <tr key={at}>
                  <td>{cell.file}</td>
                  <td className="number">{cell.line}</td>
                  <td>{cell.orderNumber}</td>
                  <td>{cell.column}</td>
                  <td lang={languageOf(cell.what)}>{cell.what}</td>
                </tr>
              ))
            ) : (
              <SkeletonRows columns={5} rows={3} />
            )}
          </tbody>
        </table>
      </div>
      {results && results.totalCount > SHOWN && (
        <p className="soft">{t('and_more', { count: results.totalCount - SHOWN })}</p>
      )}
    </section>
  );
}
