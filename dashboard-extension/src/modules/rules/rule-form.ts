import type {
  CustomerMgmtHoldPoint,
  CustomerMgmtRuleActionInput,
  CustomerMgmtRuleActionKind,
  CustomerMgmtRuleInput,
  CustomerMgmtWatchLevel,
  RuleFragment,
} from '../../generated/graphql';
import { formOf, jsonOf, newId, type Combined, type Fields } from '../conditions/condition-form';
import { priorityOf } from '../conditions/priority';

/** A rule while it is edited. */
export interface RuleForm {
  name: string;
  priority: string;
  validFrom: string;
  validTo: string;
  condition: Combined;
  actions: readonly ActionForm[];
}

export interface ActionForm {
  id: string;
  do: CustomerMgmtRuleActionKind;
  at: CustomerMgmtHoldPoint;
  label: string;
  group: string;
  level: CustomerMgmtWatchLevel;
  reason: string;
  to: readonly string[];
}

export const KINDS: readonly CustomerMgmtRuleActionKind[] = [
  'HOLD',
  'LABEL_ORDER',
  'LABEL_CUSTOMER',
  'ADD_TO_GROUP',
  'REMOVE_FROM_GROUP',
  'WATCH',
  'NOTIFY',
];
export const POINTS: readonly CustomerMgmtHoldPoint[] = ['CONFIRM', 'CAPTURE', 'FULFIL'];
export const LEVELS: readonly CustomerMgmtWatchLevel[] = ['WATCH', 'BLOCK', 'VICTIM'];
export const MOST_ACTIONS = 20;

export function newAction(): ActionForm {
  return {
    id: newId(),
    do: 'HOLD',
    at: 'CONFIRM',
    label: '',
    group: '',
    level: 'WATCH',
    reason: '',
    to: [],
  };
}

/** The form of a rule; of none, an empty one. */
export function ruleForm(rule?: RuleFragment): RuleForm {
  return {
    name: rule?.name ?? '',
    priority: String(rule?.priority ?? 100),
    validFrom: rule?.validFrom ?? '',
    validTo: rule?.validTo ?? '',
    condition: formOf(rule && JSON.parse(String(rule.condition.json))),
    actions: rule
      ? rule.actions.map((action) => ({
          ...newAction(),
          do: action.do,
          at: action.at ?? 'CONFIRM',
          label: action.label ?? '',
          group: action.group ?? '',
          level: action.level ?? 'WATCH',
          reason: action.reason,
          to: action.to,
        }))
      : [newAction()],
  };
}

/** What is sent. Of an action only what belongs to its kind. */
export function ruleInput(form: RuleForm, active: boolean, fields: Fields): CustomerMgmtRuleInput {
  return {
    name: form.name,
    priority: priorityOf(form.priority),
    active,
    validFrom: form.validFrom || null,
    validTo: form.validTo || null,
    condition: JSON.stringify(jsonOf(form.condition, fields)),
    actions: form.actions.map(actionInput),
  };
}

function actionInput(action: ActionForm): CustomerMgmtRuleActionInput {
  switch (action.do) {
    case 'HOLD':
      return { do: 'HOLD', at: action.at, reason: action.reason };
    case 'LABEL_ORDER':
    case 'LABEL_CUSTOMER':
      return { do: action.do, label: action.label };
    case 'ADD_TO_GROUP':
    case 'REMOVE_FROM_GROUP':
      return { do: action.do, group: action.group };
    case 'WATCH':
      return { do: 'WATCH', level: action.level, reason: action.reason };
    case 'NOTIFY':
      return { do: 'NOTIFY', to: [...action.to] };
  }
}
