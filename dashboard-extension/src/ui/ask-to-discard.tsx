import { Button } from '@saleor/macaw-ui';
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { useGuard } from '../routing/guarded-router';
import { useApp } from './app-context';
import { Dialog } from './dialog';

const none = () => null;
const never = () => none;

/** Asks, above whatever is open, whether what was typed may be lost. */
export function AskToDiscard() {
  const { t } = useApp();
  const guard = useGuard();
  const question = useSyncExternalStore(guard?.subscribe ?? never, guard?.question ?? none);
  if (!question) return null;
  const discard = () => {
    // First: the focus goes back to where it was, and from there to where what is discarded had it from.
    flushSync(question.close);
    question.discard();
  };
  return (
    <Dialog title={t('discard_title')} close={question.close}>
      <p>{t('discard_text')}</p>
      <footer>
        <Button type="button" data-first onClick={question.close}>
          {t('discard_keep')}
        </Button>
        <Button type="button" variant="secondary" className="danger" onClick={discard}>
          {t('discard')}
        </Button>
      </footer>
    </Dialog>
  );
}
