import { Button } from '@saleor/macaw-ui';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { faultOf } from '../host/faults';
import { ourWords, type About, type MutationError } from '../host/refusals';
import { useApp } from './app-context';

export function Notice(props: {
  kind: 'error' | 'info' | 'success' | 'warning';
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice-${props.kind}`} role={props.kind === 'error' ? 'alert' : 'status'}>
      <strong>{props.title}</strong>
      {props.children}
    </div>
  );
}

/** Says plainly why an answer did not come; shows nothing when it did. */
export function FaultNotice({ error, retry }: { error: CombinedError | undefined; retry?: () => void }) {
  const { t } = useApp();
  const fault = faultOf(error);
  if (!fault) return null;
  return (
    <Notice kind="error" title={t(`fault_${fault}`)}>
      <p>{t(`fault_${fault}_hint`)}</p>
      {retry && fault !== 'forbidden' && (
        <Button variant="secondary" size="small" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </Notice>
  );
}

export type { MutationError };

/** What a mutation said against what was asked: in our words where we have some, else in the server's. */
export function MutationErrors(props: { errors: readonly MutationError[]; about?: About | undefined }) {
  const { t } = useApp();
  if (props.errors.length === 0) return null;
  return (
    <div className="notice notice-error" role="alert">
      {props.errors.map((error) => {
        const ours = ourWords(error, props.about);
        return (
          <p key={`${error.code} ${error.message}`}>
            {ours && <strong>{t(ours.key)}</strong>}
            {ours && !ours.whole && ' '}
            {!ours?.whole && <span lang={ours ? 'en' : undefined}>{error.message}</span>}
          </p>
        );
      })}
    </div>
  );
}
