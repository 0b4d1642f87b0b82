import { HoldsCancelDocument, HoldsReleaseDocument, type HoldLineFragment } from '../../generated/graphql';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { useOrderName } from './hold-texts';

const SHOWN = 5;

export type Closing = 'release' | 'cancel';

/** Asks before holds are released or cancelled, with a note; the orders go on then, so nothing takes it back. */
export function CloseDialog(props: {
  how: Closing;
  holds: readonly HoldLineFragment[];
  close: () => void;
  /** Also when it was refused: others may have been at it. */
  done: () => void;
}) {
  const { t, tell } = useApp();
  const change = useChange();
  const orderName = useOrderName();
  const { how, holds } = props;
  const count = holds.length;
  const orders = [...new Set(holds.map((hold) => orderName(hold.order)))];
  return (
    <Confirm
      title={t(`hold_${how}_title`, { count })}
      confirm={t(`hold_${how}`)}
      reason="note"
      about="hold"
      close={props.close}
      dangerous={how === 'cancel'}
      run={async (note) => {
        const variables = { holds: holds.map(({ id }) => id), note: note.trim() };
        const { errors } =
          how === 'release'
            ? await change(HoldsReleaseDocument, variables, (data) => data.customerMgmtHoldsRelease)
            : await change(HoldsCancelDocument, variables, (data) => data.customerMgmtHoldsCancel);
        if (errors.length === 0) tell(t(`hold_${how}_done`, { count }));
        props.done();
        return errors;
      }}
    >
      <p>{t(`hold_${how}_text`)}</p>
      <ul className="named">
        {orders.slice(0, SHOWN).map((order) => (
          <li key={order}>{order}</li>
        ))}
        {orders.length > SHOWN && <li>{t('and_more', { count: orders.length - SHOWN })}</li>}
      </ul>
    </Confirm>
  );
}
