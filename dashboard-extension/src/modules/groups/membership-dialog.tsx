import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { type CustomerMgmtGroupChange, type PersonFragment } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { ReasonField } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { MutationErrors, type MutationError } from '../../ui/notice';
import { CustomerFind } from '../customer/customer-find';
import '../conditions/conditions.css';
import { useGroupMutations } from './use-group-mutations';

const CHANGES: readonly CustomerMgmtGroupChange[] = ['PUT_IN', 'TAKE_OUT', 'KEEP_OUT', 'FORGET'];

interface Props {
  group: string;
  /** Null: somebody is looked for first. */
  person: Pick<PersonFragment, 'id' | 'publicId' | 'name'> | null;
  start?: CustomerMgmtGroupChange;
  close: () => void;
  done: () => void;
}

/** What people decide about a customer and a group, with a reason for the diary. */
export function MembershipDialog({ group, person, start, close, done }: Props) {
  const { t, tell } = useApp();
  const { changeMember } = useGroupMutations();
  const [chosen, setChosen] = useState(person);
  const [change, setChange] = useState<CustomerMgmtGroupChange>(start ?? (person ? 'TAKE_OUT' : 'PUT_IN'));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (!chosen) return;
    setBusy(true);
    const { errors: found } = await changeMember({ group, customer: chosen.id, change, reason });
    setBusy(false);
    setErrors(found);
    if (found.length > 0) return;
    tell(t('member_done'));
    done();
    close();
  };
  return (
    <Dialog title={chosen ? chosen.name || chosen.publicId : t('member_add_title')} close={close}>
      {!chosen ? (
        <CustomerFind label={t('member_find')} choose={setChosen} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <fieldset className="combined">
            <legend className="hidden">{t('member_what')}</legend>
            {CHANGES.map((one, at) => (
              <label key={one} className="choice">
                <input
                  type="radio"
                  name="change"
                  checked={change === one}
                  onChange={() => setChange(one)}
                  {...(at === 0 && { 'data-first': true })}
                />
                <span>
                  {t(`change_${one}`)}
                  <span className="sub">{t(`change_${one}_hint`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <ReasonField value={reason} onChange={setReason} />
          <MutationErrors errors={errors} />
          <footer>
            <Button type="button" variant="secondary" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={busy}>
              {t(`change_${change}`)}
            </Button>
          </footer>
        </form>
      )}
    </Dialog>
  );
}
