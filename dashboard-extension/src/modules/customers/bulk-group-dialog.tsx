import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { GroupMembersChangeDocument, GroupNamesDocument } from '../../generated/graphql';
import type { MutationError } from '../../host/refusals';
import { useChange } from '../../host/use-change';
import { SPOKEN } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { ReasonField } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { FaultNotice, MutationErrors } from '../../ui/notice';
import { waysBack, type Back } from './group-undo';

interface Props {
  how: 'group_in' | 'group_out';
  customers: readonly string[];
  close: () => void;
  done: () => void;
}

const CHANGES = { group_in: 'PUT_IN', group_out: 'TAKE_OUT' } as const;

/** Put several customers into a group by hand, or take them out; undo has each as it was before. */
export function BulkGroupDialog({ how, customers, close, done }: Props) {
  const { t, tell, language } = useApp();
  const change = useChange();
  const [{ data, error }] = useQuery({
    query: GroupNamesDocument,
    variables: { language: SPOKEN[language] },
  });
  const groups = data?.customerMgmtGroups?.edges.map(({ node }) => node) ?? [];
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const group = groups.find(({ id }) => id === chosen) ?? groups[0];

  const takeBack = async (id: string, ways: readonly Back[]) => {
    let failed = false;
    for (const way of ways) {
      const variables = { group: id, ...way, reason: t('undone') };
      const told = await change(
        GroupMembersChangeDocument,
        variables,
        (d) => d.customerMgmtGroupMembersChange,
      );
      failed ||= told.errors.length > 0;
    }
    tell(t(failed ? 'undo_failed' : 'undo_done'));
    done();
  };
  const run = async () => {
    if (!group) return;
    const variables = { group: group.id, customers: [...customers], change: CHANGES[how], reason };
    const told = await change(GroupMembersChangeDocument, variables, (d) => d.customerMgmtGroupMembersChange);
    setErrors(told.errors);
    if (told.errors.length > 0) return;
    const changed = told.answer?.changedProfiles ?? [];
    const ways = told.answer ? waysBack(how, customers, told.answer) : [];
    tell(
      t(`bulk_${how}_done`, { count: changed.length, of: customers.length, group: group.name }),
      ways.length > 0 ? { label: t('undo'), run: () => void takeBack(group.id, ways) } : undefined,
    );
    done();
    close();
  };
  return (
    <Dialog title={t(`bulk_${how}_title`, { count: customers.length })} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <FaultNotice error={error} />
        {data && groups.length === 0 && <p>{t('bulk_no_groups')}</p>}
        {group && (
          <label className="field">
            {t('group')}
            <select data-first value={group.id} onChange={(event) => setChosen(event.target.value)}>
              {groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <small className="soft">{t(`bulk_${how}_hint`)}</small>
          </label>
        )}
        <ReasonField value={reason} onChange={setReason} />
        <MutationErrors errors={errors} about="group" />
        <footer>
          <Button type="button" variant="secondary" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!group}>
            {t(`bulk_${how}_confirm`)}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
