import { useEffect, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import { Link } from 'wouter';
import { ImportGuessDocument } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { Loading } from '../../ui/loading';
import { FaultNotice, MutationErrors, type MutationError } from '../../ui/notice';
import { keptUnknown } from './chosen-files';
import { ColumnsForm } from './columns-form';
import type { Guess } from './columns-view-model';
import './columns.css';

/** What the columns of a file of another program mean: guessed, corrected, tried, saved. */
export function ColumnsPage() {
  const { t } = useApp();
  const [kept] = useState(keptUnknown);
  if (kept) return <OfFile {...kept} />;
  return (
    <EmptyState title={t('columns_no_file')} hint={t('columns_no_file_hint')}>
      <Link href="/imports">{t('imports')}</Link>
    </EmptyState>
  );
}

function OfFile({ file, timeZone }: { file: File; timeZone: string }) {
  const { t, language } = useApp();
  const client = useClient();
  const [guess, setGuess] = useState<Guess>();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [fault, setFault] = useState<CombinedError>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let left = false;
    const asked = { file, language: language === 'ja' ? ('JA' as const) : ('EN' as const) };
    void client.mutation(ImportGuessDocument, asked).then(({ data, error }) => {
      if (left) return;
      setFault(error);
      setErrors(data?.orderImportMappingGuess?.errors ?? []);
      setGuess((now) => data?.orderImportMappingGuess?.guess ?? now);
    });
    return () => {
      left = true;
    };
  }, [client, file, language, round]);
  return (
    <div className="stack">
      <Link href="/imports" className="soft">
        ← {t('imports')}
      </Link>
      <div className="page-head">
        <div>
          <h2>{t('columns_title', { file: file.name })}</h2>
          <p className="soft">{t('columns_hint')}</p>
        </div>
      </div>
      <FaultNotice error={fault} retry={() => setRound((now) => now + 1)} />
      <MutationErrors errors={errors} />
      {guess ? (
        <ColumnsForm file={file} timeZone={timeZone} guess={guess} />
      ) : (
        !fault && errors.length === 0 && <Loading height="320px" />
      )}
    </div>
  );
}
