import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation, useSearch } from 'wouter';
import { RuleListDocument, type RuleFragment } from '../../generated/graphql';
import { addressOf } from '../../routing/address';
import { pageVariables, readPage } from '../../routing/paging';
import { minute } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { EmptyState } from '../../ui/empty-state';
import { JobProgress } from '../../ui/job-progress';
import { FaultNotice, type MutationError } from '../../ui/notice';
import { Pager } from '../../ui/pager';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Switch } from '../../ui/switch';
import { shownName } from '../conditions/shown-name';
import { useGroupNames, type GroupName } from '../conditions/use-condition-fields';
import { actionWords, inLanguage } from './rule-words';
import './rules.css';
import { useRuleMutations } from './use-rule-mutations';

const SIZE = 50;

/** All rules in the order in which they are asked: what each does, and whether it is on. */
export function RulesPage() {
  const { t, tell } = useApp();
  const address = useSearch();
  const [, go] = useLocation();
  const [{ data, error, fetching }, again] = useQuery({
    query: RuleListDocument,
    variables: pageVariables(readPage(new URLSearchParams(address)), SIZE),
  });
  const refresh = () => again({ requestPolicy: 'network-only' });
  const { switch: switchRule } = useRuleMutations();
  const groups = useGroupNames();
  const [asked, setAsked] = useState<RuleFragment | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const found = data?.customerMgmtRules;
  const rows = found?.edges.map(({ node }) => node) ?? [];
  const apply = async (rule: RuleFragment, on: boolean) => {
    const { errors, job: started } = await switchRule(rule.id, on);
    if (errors.length > 0) return errors;
    if (started) setJob(started);
    refresh();
    return [];
  };
  return (
    <>
      <div className="page-head">
        <div>
          <h2>{t('rules')}</h2>
          <p className="soft">{t('rules_hint')}</p>
        </div>
        <Button onClick={() => go('/rules/new')}>{t('rule_new')}</Button>
      </div>
      {job && (
        <JobProgress
          key={job}
          id={job}
          running={t('rules_applying')}
          failed={t('rules_apply_failed')}
          ended={(state) => {
            if (state !== 'DONE') return;
            setJob(null);
            tell(t('rules_applied'));
            refresh();
          }}
        />
      )}
      <FaultNotice error={error} retry={refresh} />
      {found && rows.length === 0 && !fetching ? (
        <EmptyState title={t('empty_rules')} hint={t('empty_rules_hint')}>
          <Link href="/rules/new">{t('rule_new')}</Link>
        </EmptyState>
      ) : (
        !(error && !found) && (
          <>
            <div className="table" aria-busy={fetching}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('rule_active')}</th>
                    <th scope="col">{t('rule')}</th>
                    <th scope="col">{t('rule_does')}</th>
                    <th scope="col" className="number">
                      {t('priority')}
                    </th>
                    <th scope="col" className="number">
                      {t('rule_matches')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {!found && <SkeletonRows columns={5} />}
                  {rows.map((rule) => (
                    <Row
                      key={rule.id}
                      rule={rule}
                      groups={groups}
                      toggle={(on) => {
                        if (on) setAsked(rule);
                        else
                          void apply(rule, false).then(([fault]) => {
                            tell(fault ? fault.message : t('rule_is_off'));
                          });
                      }}
                    />
                  ))}
                </tbody>
              </table>
            </div>
            <Pager
              info={found?.pageInfo}
              found={t('found_rules', { count: found?.totalCount ?? 0 })}
              go={(page) => go(addressOf('/rules', page))}
            />
          </>
        )
      )}
      {asked && <SwitchOn rule={asked} close={() => setAsked(null)} run={() => apply(asked, true)} />}
    </>
  );
}

function Row({
  rule,
  groups,
  toggle,
}: {
  rule: RuleFragment;
  groups: readonly GroupName[];
  toggle: (on: boolean) => void;
}) {
  const { t, language } = useApp();
  const name = shownName(rule, language);
  const groupOf = (slug: string) => {
    const group = groups.find((one) => one.slug === slug);
    return group ? shownName(group, language) : slug;
  };
  const valid = [
    rule.validFrom && t('valid_since', { at: minute(rule.validFrom, language) }),
    rule.validTo && t('valid_until', { at: minute(rule.validTo, language) }),
  ].filter(Boolean);
  return (
    <tr>
      <td>
        <Switch on={rule.active} label={t('rule_switch', { name })} change={toggle} />
      </td>
      <td>
        <Link className="main" href={`/rules/${encodeURIComponent(rule.id)}`}>
          {name}
        </Link>
        <span className="sub clamped">{rule.condition[language]}</span>
        {valid.length > 0 && <span className="sub">{valid.join(' · ')}</span>}
      </td>
      <td>
        <ul className="plain-list tight">
          {rule.actions.map(inLanguage(language)).map((action, at) => (
            <li key={at}>
              {actionWords(action, t, groupOf)}
              {action.reason && <span className="sub">{action.reason}</span>}
            </li>
          ))}
        </ul>
      </td>
      <td className="number">{rule.priority}</td>
      <td className="number">{rule.matchCount.toLocaleString(language)}</td>
    </tr>
  );
}

/** Asks before the whole history is asked about, and open orders are held. */
export function SwitchOn(props: {
  rule: RuleFragment;
  close: () => void;
  run: () => Promise<readonly MutationError[]>;
}) {
  const { t, language } = useApp();
  const { rule } = props;
  return (
    <Confirm
      title={t('rule_on_title', { name: shownName(rule, language) })}
      confirm={t('rule_on')}
      close={props.close}
      run={props.run}
      withReason={false}
    >
      <p>{rule.condition[language]}</p>
      <p>{t('rule_on_text')}</p>
      <p>
        <Link href={`/rules/${encodeURIComponent(rule.id)}`}>{t('rule_on_backtest')}</Link>
      </p>
    </Confirm>
  );
}
