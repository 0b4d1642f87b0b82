import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ImportMappingDeleteDocument, ImportMappingsDocument } from '../../generated/graphql';
import { useChange } from '../../host/use-change';
import { minute } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { FaultNotice } from '../../ui/notice';

const SHOWN = 100;

/** The meanings of columns that were saved; nothing while there are none. */
export function SavedMappings() {
  const { t, language } = useApp();
  const change = useChange();
  const [{ data, error }, again] = useQuery({ query: ImportMappingsDocument, variables: { first: SHOWN } });
  const [removing, setRemoving] = useState<{ id: string; name: string }>();
  const refresh = () => again({ requestPolicy: 'network-only' });
  const rows = data?.orderImportMappings?.edges.map(({ node }) => node) ?? [];
  if (rows.length === 0 && !error) return null;
  return (
    <section className="stack" aria-labelledby="mappings">
      <h3 id="mappings">{t('mappings')}</h3>
      <p className="soft">{t('mappings_hint')}</p>
      <FaultNotice error={error} retry={refresh} />
      <div className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('own_name')}</th>
              <th scope="col">{t('columns_source')}</th>
              <th scope="col" className="number">
                {t('mapping_revision')}
              </th>
              <th scope="col">{t('mapping_saved_at')}</th>
              <th scope="col">
                <span className="hidden">{t('mapping_remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  {row.name}
                  <span className="sub">
                    {t('mapping_columns', { count: row.current.columns.length })}
                    {row.current.author.label && ` · ${row.current.author.label}`}
                  </span>
                </td>
                <td>{row.current.source}</td>
                <td className="number">{row.current.number}</td>
                <td className="nowrap">{minute(row.changedAt, language)}</td>
                <td className="number">
                  <Button
                    variant="secondary"
                    size="small"
                    aria-label={t('mapping_remove_of', { name: row.name })}
                    onClick={() => setRemoving(row)}
                  >
                    {t('mapping_remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {removing && (
        <Confirm
          title={t('mapping_remove_title', { name: removing.name })}
          confirm={t('mapping_remove')}
          close={() => setRemoving(undefined)}
          withReason={false}
          dangerous
          run={async () => {
            const { errors } = await change(
              ImportMappingDeleteDocument,
              { id: removing.id },
              (told) => told.orderImportMappingDelete,
            );
            refresh();
            return errors;
          }}
        >
          <p>{t('mapping_remove_text')}</p>
        </Confirm>
      )}
    </section>
  );
}
