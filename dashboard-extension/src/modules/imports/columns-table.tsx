import { useApp } from '../../ui/app-context';
import { lookOf, meaningsOf, type Guess, type Look, type Meaning } from './columns-view-model';

const LOOKS: Record<Exclude<Look, 'unused'>, string> = {
  certain: 'pill pill-good',
  check: 'pill pill-doubt',
  changed: 'pill',
};
const SAID = {
  certain: 'columns_certain',
  check: 'columns_check',
  changed: 'columns_changed',
} as const;

/** Each column with some of its values, what it is taken for and why, and a select to correct it. */
export function ColumnsTable(props: {
  guess: Guess;
  accounts: boolean;
  guessed: readonly Meaning[];
  meanings: readonly Meaning[];
  /** Places of columns that cannot be what is said. */
  twice: readonly number[];
  change: (at: number, meaning: Meaning) => void;
}) {
  const { t, language } = useApp();
  const offered = meaningsOf(props.accounts);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <div className="table columns-table">
      <table>
        <caption className="hidden">{t('columns_table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('columns_samples')}</th>
            <th scope="col">{t('columns_meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {props.guess.columns.map((column, at) => {
            const meaning = props.meanings[at] ?? '';
            const look = lookOf(props.guessed[at] ?? '', meaning, column.confidence);
            const wrong = props.twice.includes(at);
            return (
              <tr key={at}>
                <th scope="row">{column.column}</th>
                <td>
                  {column.samples.map((value) => (
                    <span key={value} className="sample">
                      {value}
                    </span>
                  ))}
                </td>
                <td>
                  <select
                    aria-label={t('columns_meaning_of', { column: column.column })}
                    aria-invalid={wrong}
                    aria-describedby={`why-${at}`}
                    value={meaning}
                    onChange={(event) => {
                      const found = offered.find((one) => one === event.target.value);
                      props.change(at, found ?? '');
                    }}
                  >
                    <option value="">{t('columns_unused')}</option>
                    {offered.map((one) => (
                      <option key={one} value={one}>
                        {t(`column_${one}`)}
                      </option>
                    ))}
                  </select>{' '}
                  {look !== 'unused' && (
                    <span className={LOOKS[look]}>
                      {t(SAID[look])}
                      {look !== 'changed' && ` ${percent.format(column.confidence)}`}
                    </span>
                  )}
                  <p id={`why-${at}`} className="why">
                    {wrong && meaning !== '' && (
                      <span className="wrong">{t('columns_twice', { field: t(`column_${meaning}`) })}</span>
                    )}
                    {look !== 'changed' && column.reasons.join(language === 'ja' ? '、' : '; ')}
                  </p>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
