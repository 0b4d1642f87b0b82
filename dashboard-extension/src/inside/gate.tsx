import type { ReactNode } from 'react';
import type { BridgeState } from '../host/bridge';
import type { Translate } from '../i18n/translate';

/** Shows what is inside once the dashboard has given a token, and else says plainly what there is to wait for. */
export function Gate({
  stage,
  t,
  children,
}: {
  stage: BridgeState['stage'];
  t: Translate;
  children: ReactNode;
}) {
  if (stage === 'ready') return children;
  if (stage === 'waiting')
    return (
      <p className="gate soft" role="status">
        {t('loading')}
      </p>
    );
  return (
    <div className="gate" role="alert">
      <strong>{t(`inside_${stage}`)}</strong>
      <p>{t(`inside_${stage}_hint`)}</p>
    </div>
  );
}
