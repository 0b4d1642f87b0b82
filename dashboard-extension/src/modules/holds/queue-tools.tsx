import { X } from 'lucide-react';
import { useQuery } from 'urql';
import { HoldRulesDocument } from '../../generated/graphql';
import { SPOKEN } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { ChoiceSelect } from '../../ui/choice-select';
import { SearchBox } from '../../ui/search-box';
import { SourceSelect } from '../../ui/source-select';
import { askedOf, OWNERS, POINTS, SIZES, STATES, type QueueState } from './holds-view-model';

/** What narrows the queue. */
export function QueueTools(props: {
  state: QueueState;
  show: (state: QueueState, replace?: boolean) => void;
}) {
  const { t, language } = useApp();
  const { state, show } = props;
  const ask = (change: Parameters<typeof askedOf>[1], replace = false) =>
    show(askedOf(state, change), replace);
  const [{ data }] = useQuery({ query: HoldRulesDocument, variables: { language: SPOKEN[language] } });
  const rules = (data?.customerMgmtRules?.edges ?? [])
    .map(({ node }) => node)
    .filter(({ id, actions }) => id === state.rule || actions.some((action) => action.do === 'HOLD'));
  return (
    <div className="tools" role="search">
      <SearchBox
        label={t('search')}
        hint={t('hold_search_hint')}
        value={state.search}
        change={(search) => ask({ search }, true)}
      />
      <ChoiceSelect
        label={t('status')}
        value={state.state}
        choices={STATES.map((one) => [one, t(`holds_${one}`)] as const)}
        change={(one) => ask({ state: one })}
      />
      <SourceSelect value={state.source} change={(source) => ask({ source })} />
      <ChoiceSelect
        label={t('hold_point')}
        value={state.point}
        choices={[['', t('any')] as const, ...POINTS.map((one) => [one, t(`point_${one}`)] as const)]}
        change={(point) => ask({ point })}
      />
      <ChoiceSelect
        label={t('hold_owner')}
        value={state.owner}
        choices={OWNERS.map((one) => [one, t(one ? `owner_${one}` : 'any')] as const)}
        change={(owner) => ask({ owner })}
      />
      {rules.length > 0 && (
        <ChoiceSelect
          label={t('hold_rule')}
          value={state.rule}
          choices={[['', t('any')] as const, ...rules.map(({ id, name }) => [id, name] as const)]}
          change={(rule) => ask({ rule })}
        />
      )}
      <select
        aria-label={t('per_page')}
        value={state.size}
        onChange={(event) => ask({ size: Number(event.target.value) })}
      >
        {SIZES.map((size) => (
          <option key={size}>{size}</option>
        ))}
      </select>
      {state.customer && (
        <span className="pill">
          {t('hold_of_customer', { customer: state.customer })}
          <button
            type="button"
            className="inside"
            aria-label={t('hold_of_anybody')}
            onClick={() => ask({ customer: '' })}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      )}
    </div>
  );
}
