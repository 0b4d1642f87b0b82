import { Button } from '@saleor/macaw-ui';
import type { ReactNode } from 'react';
import { useApp } from '../../ui/app-context';
import { MutationErrors } from '../../ui/notice';
import { isAbout } from './faults-of-parts';
import type { Edited } from './use-edited-form';

/** The end of a form: what stands against it and is not shown beside a field (`placed`), and its buttons. */
export function EditedFoot(props: {
  edited: Pick<Edited<unknown>, 'errors' | 'busy'>;
  placed: readonly string[];
  remove?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const { t } = useApp();
  const { errors, busy } = props.edited;
  return (
    <>
      <MutationErrors errors={errors.filter((one) => !props.placed.some((key) => isAbout(one, key)))} />
      {errors.length > 0 && (
        <p className="bad" role="alert">
          {t('not_saved')}
        </p>
      )}
      <div className="sticky-foot">
        <Button type="submit" disabled={busy}>
          {t('save')}
        </Button>
        {props.remove && (
          <Button type="button" variant="secondary" className="danger" onClick={props.remove}>
            {t('delete')}
          </Button>
        )}
        {props.children}
      </div>
    </>
  );
}
