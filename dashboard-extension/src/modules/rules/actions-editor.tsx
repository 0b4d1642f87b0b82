import { Button } from '@saleor/macaw-ui';
import { Plus, Trash2 } from 'lucide-react';
import { useApp } from '../../ui/app-context';
import { FaultLines } from '../conditions/fault-lines';
import { isAbout, reason, type PlacedFault } from '../conditions/faults-of-parts';
import { ListInput } from '../conditions/list-input';
import { shownName } from '../conditions/shown-name';
import { useGroupNames } from '../conditions/use-condition-fields';
import { KINDS, LEVELS, MOST_ACTIONS, newAction, POINTS, type ActionForm } from './rule-form';

interface Props {
  actions: readonly ActionForm[];
  change: (actions: readonly ActionForm[]) => void;
  refused: readonly PlacedFault[];
}

/** What a rule does to an order that it matches: a line for each action. */
export function ActionsEditor({ actions, change, refused }: Props) {
  const { t } = useApp();
  const ofAll = refused.filter((fault) => fault.path === 'actions');
  return (
    <div className="stack">
      {actions.map((action, at) => (
        <ActionLine
          key={action.id}
          action={action}
          number={at + 1}
          refused={refused.filter((fault) => isAbout(fault, `actions[${at}]`))}
          change={(next) => change(actions.map((one) => (one.id === action.id ? next : one)))}
          remove={() => change(actions.filter((one) => one.id !== action.id))}
        />
      ))}
      <FaultLines id="actions-fault" messages={ofAll.map(reason)} />
      <span>
        <Button
          type="button"
          size="small"
          variant="secondary"
          icon={<Plus size={16} aria-hidden />}
          disabled={actions.length >= MOST_ACTIONS}
          onClick={() => change([...actions, newAction()])}
        >
          {t('action_add')}
        </Button>
      </span>
    </div>
  );
}

function ActionLine(props: {
  action: ActionForm;
  number: number;
  refused: readonly PlacedFault[];
  change: (action: ActionForm) => void;
  remove: () => void;
}) {
  const { t } = useApp();
  const { action, number, change } = props;
  const fault = `${action.id}-fault`;
  const marks = {
    'aria-describedby': props.refused.length > 0 ? fault : undefined,
    'aria-invalid': props.refused.length > 0,
  };
  return (
    <fieldset className="comparison">
      <legend className="hidden">{t('action_number', { number })}</legend>
      <div className="row">
        <select
          aria-label={t('action_kind')}
          value={action.do}
          onChange={(event) => change({ ...action, do: event.target.value as ActionForm['do'] })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`action_${kind}`)}
            </option>
          ))}
        </select>
        <ActionDetails action={action} change={change} marks={marks} />
        <button
          type="button"
          className="icon"
          aria-label={t('action_remove', { number })}
          onClick={props.remove}
        >
          <Trash2 size={16} aria-hidden />
        </button>
      </div>
      <FaultLines id={fault} messages={props.refused.map(reason)} />
    </fieldset>
  );
}

interface DetailsProps {
  action: ActionForm;
  change: (action: ActionForm) => void;
  marks: { 'aria-describedby': string | undefined; 'aria-invalid': boolean };
}

function ActionDetails({ action, change, marks }: DetailsProps) {
  const { t, language } = useApp();
  const groups = useGroupNames();
  switch (action.do) {
    case 'HOLD':
      return (
        <>
          <select
            aria-label={t('action_point')}
            value={action.at}
            onChange={(event) => change({ ...action, at: event.target.value as ActionForm['at'] })}
          >
            {POINTS.map((point) => (
              <option key={point} value={point}>
                {t(`hold_point_${point}`)}
              </option>
            ))}
          </select>
          <ReasonInput action={action} change={change} marks={marks} />
        </>
      );
    case 'LABEL_ORDER':
    case 'LABEL_CUSTOMER':
      return (
        <input
          type="text"
          aria-label={t('action_label')}
          placeholder={t('action_label')}
          {...marks}
          value={action.label}
          maxLength={50}
          onChange={(event) => change({ ...action, label: event.target.value })}
        />
      );
    case 'ADD_TO_GROUP':
    case 'REMOVE_FROM_GROUP':
      return (
        <select
          aria-label={t('group')}
          {...marks}
          value={action.group}
          onChange={(event) => change({ ...action, group: event.target.value })}
        >
          <option value="">{t('list_choose')}</option>
          {groups.map((group) => (
            <option key={group.slug} value={group.slug}>
              {shownName(group, language)}
            </option>
          ))}
        </select>
      );
    case 'WATCH':
      return (
        <>
          <select
            aria-label={t('action_level')}
            value={action.level}
            onChange={(event) => change({ ...action, level: event.target.value as ActionForm['level'] })}
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`level_${level}`)}
              </option>
            ))}
          </select>
          <ReasonInput action={action} change={change} marks={marks} />
        </>
      );
    case 'NOTIFY':
      return (
        <ListInput
          values={action.to}
          change={(to) => change({ ...action, to })}
          label={t('action_to')}
          longest={254}
          describedBy={marks['aria-describedby']}
          invalid={marks['aria-invalid']}
        />
      );
  }
}

function ReasonInput({ action, change, marks }: DetailsProps) {
  const { t } = useApp();
  return (
    <input
      type="text"
      className="long"
      aria-label={t('action_reason')}
      placeholder={t('action_reason')}
      {...marks}
      value={action.reason}
      maxLength={500}
      onChange={(event) => change({ ...action, reason: event.target.value })}
    />
  );
}
