import { useQuery } from 'urql';
import { Link } from 'wouter';
import { RuleDocument } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { EmptyState } from '../../ui/empty-state';
import { Loading } from '../../ui/loading';
import { FaultNotice } from '../../ui/notice';
import { useConditionFields } from '../conditions/use-condition-fields';
import { RuleEditor } from './rule-editor';

/** A rule, to be changed. */
export function RulePage({ id }: { id: string }) {
  const { t } = useApp();
  const [{ data, error, fetching }, again] = useQuery({ query: RuleDocument, variables: { id } });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const { fields, presets, error: noFields, again: askFields } = useConditionFields('ORDER');
  const rule = data?.customerMgmtRule;
  if (rule && !rule.deletedAt && fields) {
    return (
      <>
        <FaultNotice error={error} retry={refresh} />
        <RuleEditor rule={rule} fields={fields} presets={presets} refresh={refresh} />
      </>
    );
  }
  if (error) return <FaultNotice error={error} retry={refresh} />;
  if (noFields) return <FaultNotice error={noFields} retry={askFields} />;
  if (!fetching && (!rule || rule.deletedAt)) {
    return (
      <EmptyState title={t('rule_missing')} hint={t('rule_missing_hint')}>
        <Link href="/rules">{t('to_rules')}</Link>
      </EmptyState>
    );
  }
  return <Loading height="320px" />;
}

/** A rule that is not there yet. */
export function NewRulePage() {
  const { fields, presets, error, again } = useConditionFields('ORDER');
  if (fields) return <RuleEditor fields={fields} presets={presets} />;
  if (error) return <FaultNotice error={error} retry={again} />;
  return <Loading height="320px" />;
}
