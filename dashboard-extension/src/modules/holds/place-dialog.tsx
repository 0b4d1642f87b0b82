import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { HoldsPlaceDocument } from '../../generated/graphql';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';
import { Dialog } from '../../ui/dialog';
import { Fault, faultId } from '../../ui/fault';
import { MutationErrors } from '../../ui/notice';
import { useOrderName } from './hold-texts';
import { POINTS } from './holds-view-model';
import { LONGEST_REASON, placeShape, type PlaceForm } from './place-form';

interface Props {
  orders: readonly { id: string; source: string; number: string }[];
  close: () => void;
  done: () => void;
}

/** Hold orders by hand: from which step on, and why. */
export function PlaceDialog({ orders, close, done }: Props) {
  const { t, tell } = useApp();
  const change = useChange();
  const orderName = useOrderName();
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const { register, handleSubmit, formState } = useForm<PlaceForm>({
    resolver: zodResolver(placeShape),
    defaultValues: { point: 'FULFIL', reason: '', note: '' },
  });
  const place = async (form: PlaceForm) => {
    const variables = { ...form, orders: orders.map(({ id }) => id) };
    const told = await change(HoldsPlaceDocument, variables, (data) => data.customerMgmtHoldsPlace);
    setErrors(told.errors);
    if (told.errors.length > 0) return;
    tell(t('hold_placed', { count: orders.length }));
    done();
    close();
  };
  const fault = formState.errors.reason?.message;
  return (
    <Dialog title={t('hold_place_title', { count: orders.length })} close={close}>
      <form onSubmit={(event) => void handleSubmit(place)(event)}>
        <p className="soft">{orders.map(orderName).join(', ')}</p>
        <fieldset className="criterion stack">
          <legend>{t('hold_point')}</legend>
          {POINTS.map((point) => (
            <label key={point} className="choice">
              <input type="radio" value={point} {...register('point')} />
              <span>
                {t(`point_${point}`)}
                <span className="sub">{t(`point_${point}_hint`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          {t('reason')}
          <input
            type="text"
            data-first
            maxLength={LONGEST_REASON}
            aria-invalid={fault ? true : undefined}
            aria-describedby={faultId('reason')}
            {...register('reason')}
          />
        </label>
        <Fault name="reason" text={fault} />
        <label className="field">
          {t('note')}
          <textarea rows={2} maxLength={2000} {...register('note')} />
        </label>
        <MutationErrors errors={errors} about="place" />
        <footer>
          <Button type="button" variant="secondary" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={formState.isSubmitting}>
            {t('hold_place')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
