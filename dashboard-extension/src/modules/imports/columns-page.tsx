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
  // For what the guess was made: until the other one is there, this one is shown.
  const [guessed, setGuessed] = useState(false);
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [fault, setFault] = useState<CombinedError>();
  const [round, setRound] = useState(0);
  const [accounts, setAccounts] = useState(false);
  useEffect(() => {
    let left = false;
    const asked = { file, accounts, language: language === 'ja' ? ('JA' as const) : ('EN' as const) };
    void client.mutation(ImportGuessDocument, asked).then(({ data, error }) => {
      if (left) return;
      setFault(error);
      setErrors(data?.orderImportMappingGuess?.errors ?? []);
      setGuess((now) => data?.orderImportMappingGuess?.guess ?? now);
      setGuessed(accounts);
    });
    return () => {
      left = true;
    };
  }, [client, file, accounts, language, round]);
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
        <>
          <RowsAre accounts={accounts} change={setAccounts} />
          <ColumnsForm
            key={String(guessed)}
            file={file}
            timeZone={timeZone}
            guess={guess}
            accounts={guessed}
          />
        </>
      ) : (
        !fault && errors.length === 0 && <Loading height="320px" />
      )}
    </div>
  );
}

/** Nobody guesses this: a file of orders whose numbers are missing looks like one of customers. */
function RowsAre({ accounts, change }: { accounts: boolean; change: (accounts: boolean) => void }) {
  const { t } = useApp();
  return (
    <fieldset className="card row rows-are">
      <legend>{t('columns_rows_are')}</legend>
      {([false, true] as const).map((one) => (
        <label key={String(one)} className="row">
          <input type="radio" name="rows-are" checked={accounts === one} onChange={() => change(one)} />
          {t(one ? 'columns_rows_accounts' : 'columns_rows_orders')}
        </label>
      ))}
      {accounts && <small className="soft">{t('columns_rows_hint')}</small>}
    </fieldset>
  );
}
