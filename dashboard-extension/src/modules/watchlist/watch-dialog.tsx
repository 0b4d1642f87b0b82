import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { CustomersWatchDocument, WatchMarksEndDocument } from '../../generated/graphql';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';
import { Dialog } from '../../ui/dialog';
import { Fault, faultId } from '../../ui/fault';
import { MutationErrors } from '../../ui/notice';
import { endOfDay, LONGEST_REASON, watchShape, type WatchForm } from './watch-form';
import { LEVELS } from './watch-view-model';

const shape = watchShape(Date.now);

/** Put customers on the watchlist: how, why and until when. Who has the mark already gets no other. */
export function WatchDialog(props: { customers: readonly string[]; close: () => void; done: () => void }) {
  const { t, tell } = useApp();
  const change = useChange();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const { customers, close, done } = props;
  const { register, handleSubmit, formState } = useForm<WatchForm>({
    resolver: zodResolver(shape),
    defaultValues: { level: 'WATCH', reason: '', until: '' },
  });
  const takeBack = async (marks: string[]) => {
    const variables = { marks, reason: t('undone') };
    const told = await change(WatchMarksEndDocument, variables, (data) => data.customerMgmtWatchMarksEnd);
    tell(told.errors.length > 0 ? t('undo_failed') : t('undo_done'));
    done();
  };
  const watch = async ({ level, reason, until }: WatchForm) => {
    const variables = { customers: [...customers], level, reason, expiresAt: endOfDay(until) };
    const told = await change(CustomersWatchDocument, variables, (data) => data.customerProfilesWatch);
    setErrors(told.errors);
    if (told.errors.length > 0) return;
    const marks = (told.answer?.marks ?? []).map(({ id }) => id);
    tell(
      t('watch_done', { count: marks.length, of: customers.length, level: t(`level_${level}`) }),
      marks.length > 0 ? { label: t('undo'), run: () => void takeBack(marks) } : undefined,
    );
    done();
    close();
  };
  const faults = formState.errors;
  return (
    <Dialog title={t('watch_title', { count: customers.length })} close={close}>
      <form onSubmit={(event) => void handleSubmit(watch)(event)} noValidate>
        <fieldset className="criterion stack">
          <legend>{t('watch_level')}</legend>
          {LEVELS.map((level) => (
            <label key={level} className="choice">
              <input type="radio" value={level} {...register('level')} />
              <span>
                {t(`level_${level}`)}
                <span className="sub">{t(`level_${level}_hint`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          {t('reason')}
          <textarea
            rows={2}
            maxLength={LONGEST_REASON}
            aria-invalid={faults.reason ? true : undefined}
            aria-describedby={faultId('reason')}
            {...register('reason')}
          />
        </label>
        <Fault name="reason" text={faults.reason?.message} />
        <label className="field">
          {t('watch_until')}
          <input
            type="date"
            aria-invalid={faults.until ? true : undefined}
            aria-describedby={faultId('until')}
            {...register('until')}
          />
          <small className="soft">{t('watch_until_hint')}</small>
        </label>
        <Fault name="until" text={faults.until?.message} />
        <MutationErrors errors={errors} about="mark" />
        <footer>
          <Button type="button" variant="secondary" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={formState.isSubmitting}>
            {t('watch_add')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
