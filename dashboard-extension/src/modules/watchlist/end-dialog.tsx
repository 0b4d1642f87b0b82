import { WatchMarksEndDocument } from '../../generated/graphql';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';

/** Ends a mark of the watchlist, with the reason. */
export function EndDialog(props: { mark: string; name: string; close: () => void; done: () => void }) {
  const { t, tell } = useApp();
  const change = useChange();
  return (
    <Confirm
      title={t('watch_end_title')}
      confirm={t('watch_end')}
      about="mark_end"
      close={props.close}
      run={async (reason) => {
        const { errors } = await change(
          WatchMarksEndDocument,
          { marks: [props.mark], reason: reason.trim() },
          (data) => data.customerMgmtWatchMarksEnd,
        );
        if (errors.length === 0) tell(t('watch_ended'));
        props.done();
        return errors;
      }}
    >
      <p className="long">{props.name}</p>
      <p className="soft">{t('watch_end_text')}</p>
    </Confirm>
  );
}
