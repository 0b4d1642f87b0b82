import { useState } from 'react';
import { useApp } from '../../ui/app-context';
import { Notice } from '../../ui/notice';
import { useUnsaved } from '../../ui/use-unsaved';
import { ColumnsTable } from './columns-table';
import {
  guessedMeanings,
  isSayable,
  mappingText,
  problemsOf,
  type Guess,
  type Said,
} from './columns-view-model';
import { OfTheFile } from './of-the-file';
import { SaveColumns } from './save-columns';
import { TimeZoneField } from './time-zone-field';
import { Trial } from './trial';

/** The guess with what somebody has corrected, and what can be done with it. */
export function ColumnsForm(props: { file: File; timeZone: string; guess: Guess; accounts: boolean }) {
  const { file, guess, accounts } = props;
  const { t } = useApp();
  const [timeZone, setTimeZone] = useState(props.timeZone);
  const [guessed] = useState(() => guessedMeanings(guess));
  const [said, setSaid] = useState<Said>({
    accounts,
    meanings: guessed,
    source: '',
    currency: '',
    states: {},
  });
  const [changed, setChanged] = useState(false);
  // Faults are marked once somebody has tried to go on, not while the first letter is typed.
  const [asked, setAsked] = useState(false);
  const release = useUnsaved(changed);
  const problems = problemsOf(said);
  const text = mappingText(guess, said);
  const change = (next: Partial<Said>) => {
    setSaid((now) => ({ ...now, ...next }));
    setChanged(true);
  };
  const ready = () => {
    setAsked(true);
    return isSayable(problems);
  };
  return (
    <>
      {guess.fileFormat && <Notice kind="info" title={t('columns_known', { format: guess.fileFormat })} />}
      {!guess.fileFormat && guess.savedMapping && (
        <Notice kind="info" title={t('columns_saved_before', { name: guess.savedMapping.name })} />
      )}
      <ul className="plain-list soft">
        <li>{t('columns_rows', { count: guess.rows })}</li>
        {guess.missing
          .filter(
            (one) =>
              one.code !== 'missing_source' &&
              (problems.number || !['missing_order_number', 'missing_account_number'].includes(one.code)),
          )
          .map((one) => (
            <li key={one.code}>{one.text}</li>
          ))}
      </ul>
      <ColumnsTable
        guess={guess}
        accounts={accounts}
        guessed={guessed}
        meanings={said.meanings}
        twice={problems.twice}
        change={(at, meaning) =>
          change({ meanings: said.meanings.map((one, place) => (place === at ? meaning : one)) })
        }
      />
      {asked && problems.number && (
        <p className="wrong" role="alert">
          {t(accounts ? 'columns_no_account_number' : 'columns_no_number')}
        </p>
      )}
      <OfTheFile guess={guess} said={said} problems={problems} asked={asked} change={change} />
      <TimeZoneField value={timeZone} change={setTimeZone} />
      <Trial file={file} timeZone={timeZone} mapping={text} ready={ready} leave={release} />
      <SaveColumns mapping={text} ready={ready} saved={() => setChanged(false)} />
    </>
  );
}
