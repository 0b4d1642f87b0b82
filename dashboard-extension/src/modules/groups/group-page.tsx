import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { GroupDocument } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { Loading } from '../../ui/loading';
import { FaultNotice } from '../../ui/notice';
import { useConditionFields } from '../conditions/use-condition-fields';
import { DiaryCard } from './diary-card';
import { GroupEditor } from './group-editor';
import { MembersCard } from './members-card';

/** A group: what it is, who is in it, and who came and went. */
export function GroupPage({ id }: { id: string }) {
  const { t } = useApp();
  const [{ data, error, fetching }, again] = useQuery({ query: GroupDocument, variables: { id } });
  const [round, setRound] = useState(0);
  const refresh = () => {
    again({ requestPolicy: 'network-only' });
    // Who is in it, and who came and went, are asked for anew as well.
    setRound((now) => now + 1);
  };
  const { fields, presets, error: noFields, again: askFields } = useConditionFields('CUSTOMER');
  const group = data?.customerMgmtGroup;
  if (group && !group.deletedAt && fields) {
    return (
      <div className="stack">
        <FaultNotice error={error} retry={refresh} />
        <GroupEditor group={group} fields={fields} presets={presets} refresh={refresh}>
          <MembersCard key={`members ${round}`} group={group} />
          <DiaryCard key={`diary ${round}`} group={group} />
        </GroupEditor>
      </div>
    );
  }
  if (error) return <FaultNotice error={error} retry={refresh} />;
  if (noFields) return <FaultNotice error={noFields} retry={askFields} />;
  if (!fetching && (!group || group.deletedAt)) {
    return (
      <EmptyState title={t('group_missing')} hint={t('group_missing_hint')}>
        <Link href="/groups">{t('to_groups')}</Link>
      </EmptyState>
    );
  }
  return <Loading height="320px" />;
}

/** A group that is not there yet. */
export function NewGroupPage() {
  const { fields, presets, error, again } = useConditionFields('CUSTOMER');
  if (fields) return <GroupEditor fields={fields} presets={presets} />;
  if (error) return <FaultNotice error={error} retry={again} />;
  return <Loading height="320px" />;
}
