import { useApp } from '../../ui/app-context';
import type { Guess, Problems, Said } from './columns-view-model';

const STATES = ['PLACED', 'FULFILLED', 'CANCELLED', 'RETURNED', 'UNFINISHED'] as const;

/** What is true of the whole file: where the orders come from, their currency, the shop's words for states. */
export function OfTheFile(props: {
  guess: Guess;
  said: Said;
  problems: Problems;
  asked: boolean;
  change: (next: Partial<Said>) => void;
}) {
  const { t } = useApp();
  const { said } = props;
  const noSource = props.asked && props.problems.source;
  const noCurrency = props.asked && props.problems.currency;
  return (
    <div className="card stack of-the-file">
      <label className="field">
        {t('columns_source')}
        <input
          value={said.source}
          maxLength={32}
          aria-invalid={noSource}
          aria-describedby="source-hint"
          onChange={(event) => props.change({ source: event.target.value.trim() })}
        />
        <small id="source-hint" className={noSource ? 'wrong' : 'soft'}>
          {t(noSource ? 'columns_source_wrong' : 'columns_source_hint')}
        </small>
      </label>
      {!said.accounts && !said.meanings.includes('CURRENCY') && (
        <label className="field">
          {t('columns_currency')}
          <input
            value={said.currency}
            maxLength={3}
            placeholder="JPY"
            aria-invalid={noCurrency}
            aria-describedby={noCurrency ? 'currency-wrong' : undefined}
            onChange={(event) => props.change({ currency: event.target.value.toUpperCase() })}
          />
          {noCurrency && (
            <small id="currency-wrong" className="wrong">
              {t('columns_currency_wrong')}
            </small>
          )}
        </label>
      )}
      {props.guess.unknownStates.length > 0 && said.meanings.includes('STATUS') && (
        <fieldset className="states">
          <legend>{t('columns_states')}</legend>
          {props.guess.unknownStates.map((word) => (
            <label key={word} className="row">
              <span className="cut">{word}</span>
              <select
                value={said.states[word] ?? 'placed'}
                onChange={(event) => props.change({ states: { ...said.states, [word]: event.target.value } })}
              >
                {STATES.map((state) => (
                  <option key={state} value={state.toLowerCase()}>
                    {t(`columns_state_${state}`)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
