import { KNOWN_SOURCES, sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { LISTS, isNumeric, type Comparison, type Field } from './condition-form';
import { shownName } from './shown-name';
import { ListInput } from './list-input';
import { MomentInput } from './moment-input';
import { asDay, asMoment } from './moments';
import type { GroupName } from './use-condition-fields';

type End = 'value' | 'from' | 'to';
export interface Marks {
  describedBy: string | undefined;
  invalid: boolean;
}
interface Props {
  part: Comparison;
  field: Field;
  groups: readonly GroupName[];
  change: (patch: Partial<Comparison>) => void;
  /** How the input of a place is joined to what is wrong with it. */
  marks: (place: End) => Marks;
}

/** What a field is compared with, in the inputs that fit it. */
export function ValueInputs(props: Props) {
  const { t } = useApp();
  const { part, field, change, marks } = props;
  if (LISTS.has(part.op)) return <ListOf {...props} />;
  if (part.op === 'is') {
    return (
      <select
        aria-label={t('cond_value')}
        value={part.value}
        onChange={(event) => change({ value: event.target.value })}
      >
        <option value="true">{t('cond_yes')}</option>
        <option value="false">{t('cond_no')}</option>
      </select>
    );
  }
  if (field.kind === 'LEVEL') return <Level {...props} />;
  if (field.kind === 'MOMENT') return <Moments {...props} />;
  if (part.op === 'between') {
    return (
      <>
        <NumberInput end="from" {...props} />
        <span aria-hidden>{t('cond_to_word')}</span>
        <NumberInput end="to" {...props} />
        {field.kind === 'PERCENT' && <span>%</span>}
      </>
    );
  }
  if (isNumeric(field)) {
    return (
      <>
        <NumberInput end="value" {...props} />
        {field.kind === 'PERCENT' && <span>%</span>}
      </>
    );
  }
  return (
    <input
      type="text"
      className="long"
      aria-label={t('cond_value')}
      aria-describedby={marks('value').describedBy}
      aria-invalid={marks('value').invalid}
      value={part.value}
      maxLength={200}
      onChange={(event) => change({ value: event.target.value })}
    />
  );
}

function NumberInput({ end, part, change, marks }: Props & { end: End }) {
  const { t } = useApp();
  return (
    <input
      type="text"
      inputMode="decimal"
      className="number-input"
      aria-label={t(`cond_${end}`)}
      aria-describedby={marks(end).describedBy}
      aria-invalid={marks(end).invalid}
      value={part[end]}
      maxLength={24}
      onChange={(event) => change({ [end]: event.target.value })}
    />
  );
}

function Level({ part, field, change, marks }: Props) {
  const { t, language } = useApp();
  return (
    <select
      aria-label={t('cond_value')}
      aria-describedby={marks('value').describedBy}
      aria-invalid={marks('value').invalid}
      value={part.value}
      onChange={(event) => change({ value: event.target.value })}
    >
      <option value="">{t('list_choose')}</option>
      {field.choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice[language]}
        </option>
      ))}
    </select>
  );
}

function Moments({ part, change, marks }: Props) {
  const { t } = useApp();
  const ends: End[] = part.op === 'between' ? ['from', 'to'] : ['value'];
  const precise = part.precise;
  const toggle = (next: boolean) => {
    const as = next ? asMoment : asDay;
    change({ precise: next, value: as(part.value), from: as(part.from), to: as(part.to) });
  };
  return (
    <>
      {ends.map((end) => (
        <span key={end} className="row">
          {end === 'to' && <span aria-hidden>{t('cond_to_word')}</span>}
          <MomentInput
            value={part[end]}
            precise={precise}
            label={t(`cond_${end}`)}
            change={(value) => change({ [end]: value })}
            {...marks(end)}
          />
        </span>
      ))}
      <label className="row">
        <input type="checkbox" checked={precise} onChange={(event) => toggle(event.target.checked)} />
        {t('cond_precise')}
      </label>
    </>
  );
}

function ListOf({ part, field, groups, change, marks }: Props) {
  const { t, language } = useApp();
  const put = (list: readonly string[]) => change({ list });
  if (field.choices.length > 0) {
    return (
      <span
        className="checks"
        role="group"
        aria-label={t('cond_value')}
        aria-describedby={marks('value').describedBy}
      >
        {field.choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="checkbox"
              checked={part.list.includes(choice.value)}
              onChange={(event) =>
                put(
                  event.target.checked
                    ? [...part.list, choice.value]
                    : part.list.filter((one) => one !== choice.value),
                )
              }
            />
            {choice[language]}
          </label>
        ))}
      </span>
    );
  }
  const ofGroups = field.name === 'customer.groups';
  const ofSources = field.name === 'customer.bought_on' || field.name === 'order.source';
  return (
    <ListInput
      values={part.list}
      change={put}
      label={t('cond_value')}
      longest={field.kind === 'NAMES' ? 50 : 200}
      only={ofGroups}
      suggested={
        ofGroups
          ? groups.map((group) => ({ value: group.slug, name: shownName(group, language) }))
          : ofSources
            ? KNOWN_SOURCES.map((source) => ({ value: source, name: sourceName(source, language) }))
            : []
      }
      {...marks('value')}
    />
  );
}
