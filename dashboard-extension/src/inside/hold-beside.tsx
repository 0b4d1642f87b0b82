import { useEffect, useId, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { BesideReleaseDocument, type BesideHoldFragment } from '../generated/graphql';
import { faultOf } from '../host/faults';
import { ourWords, type MutationError } from '../host/refusals';
import { useApp } from '../ui/app-context';
import { useDraft } from './draft';

/** One open hold: why, what it keeps from happening, and releasing it with a note. */
export function HoldBeside(props: { hold: BesideHoldFragment; title: string; changed: () => void }) {
  const { hold, title, changed } = props;
  const { t, dashboard } = useApp();
  const [note, setNote] = useDraft(hold.id);
  const [asking, setAsking] = useState(note !== '');
  const [refusals, setRefusals] = useState<readonly MutationError[]>([]);
  const [{ fetching, error }, release] = useMutation(BesideReleaseDocument);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // Where the button was, typing goes on; not when a kept note has opened it.
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    if (pressed) field.current?.focus();
  }, [pressed]);
  const fault = faultOf(error);
  const run = async () => {
    const done = await release({ hold: hold.id, note: note.trim() });
    const told = done.data?.customerMgmtHoldsRelease?.errors;
    setRefusals(told ?? []);
    if (told?.length === 0) {
      setNote('');
      dashboard?.refresh();
    }
    // Also when somebody else was faster: looking anew shows how it is.
    if (told) changed();
  };
  return (
    <section className="beside-hold" aria-labelledby={id}>
      <div className="beside-head">
        <strong id={id}>{title}</strong>
        {!asking && (
          <button
            type="button"
            className="beside-button"
            onClick={() => {
              setAsking(true);
              setPressed(true);
            }}
          >
            {t('beside_release')}
          </button>
        )}
      </div>
      <p className="beside-line">{hold.reason}</p>
      {hold.note && <p className="soft beside-line">{hold.note}</p>}
      <p className="soft beside-line">
        {t(`beside_until_${hold.point}`)}
        {hold.lapsed && ` · ${t('beside_lapsed')}`}
      </p>
      {asking && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <label className="field">
            {t('beside_note')}
            <textarea
              ref={field}
              rows={2}
              maxLength={2000}
              value={note}
              onChange={(e) => setNote(e.target.value)}
            />
          </label>
          <div className="row">
            <button type="submit" className="beside-button beside-main" disabled={fetching}>
              {t('beside_release_now')}
            </button>
            <button
              type="button"
              className="beside-button"
              onClick={() => {
                setAsking(false);
                setPressed(false);
                setRefusals([]);
              }}
            >
              {t('cancel')}
            </button>
          </div>
        </form>
      )}
      {fault && fault !== 'signed-out' && (
        <p className="bad" role="alert">
          {t(`fault_${fault}`)}
        </p>
      )}
      {refusals.map((refusal) => {
        const ours = ourWords(refusal, 'hold');
        return (
          <p key={refusal.code} className="bad" role="alert" lang={ours ? undefined : 'en'}>
            {ours ? t(ours.key) : refusal.message}
          </p>
        );
      })}
    </section>
  );
}
