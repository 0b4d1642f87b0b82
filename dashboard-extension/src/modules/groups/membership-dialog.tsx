import { Button } from '@saleor/macaw-ui';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import {
  CustomerFindDocument,
  type CustomerMgmtGroupChange,
  type PersonFragment,
} from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { ReasonField } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { FaultNotice, MutationErrors, type MutationError } from '../../ui/notice';
import { PersonLines } from '../customer/merge-dialog';
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
        <Find choose={setChosen} />
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

function Find({ choose }: { choose: (person: NonNullable<Props['person']>) => void }) {
  const { t } = useApp();
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const [{ data, error, fetching }] = useQuery({
    query: CustomerFindDocument,
    variables: { search },
    pause: search === '',
  });
  const found = search ? (data?.customerProfiles?.edges.map(({ node }) => node) ?? []) : [];
  return (
    <div className="stack">
      <label className="field">
        {t('member_find')}
        <input
          type="search"
          data-first
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
        />
        <small className="soft">{t('merge_search_hint')}</small>
      </label>
      <FaultNotice error={error} />
      <ul className="plain-list" aria-busy={fetching}>
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" className="choice" onClick={() => choose(one)}>
              <PersonLines person={one} />
            </button>
          </li>
        ))}
      </ul>
      {search && data && !fetching && found.length === 0 && <p className="soft">{t('merge_none')}</p>}
    </div>
  );
}
