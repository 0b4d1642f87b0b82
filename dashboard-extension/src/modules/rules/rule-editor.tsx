import { useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { RuleFragment } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { JobProgress } from '../../ui/job-progress';
import { Switch } from '../../ui/switch';
import { ConditionEditor } from '../conditions/condition-editor';
import { formOf, jsonOf, type Fields } from '../conditions/condition-form';
import { EditedFoot } from '../conditions/edited-foot';
import { isAbout } from '../conditions/faults-of-parts';
import { PresetSelect } from '../conditions/preset-select';
import { shownName } from '../conditions/shown-name';
import type { Preset } from '../conditions/use-condition-fields';
import { useEditedForm } from '../conditions/use-edited-form';
import { ActionsEditor } from './actions-editor';
import { BacktestPanel } from './backtest-panel';
import { ruleForm, ruleInput } from './rule-form';
import { RuleTerms } from './rule-terms';
import { SwitchOn } from './rules-page';
import './rules.css';
import type { PlacedError } from '../../host/use-placed-change';
import { useRuleMutations } from './use-rule-mutations';

interface Props {
  rule?: RuleFragment;
  fields: Fields;
  presets: readonly Preset[];
  refresh?: () => void;
}

type Asked = 'save' | 'switch' | 'delete' | null;
/** What is shown beside its field; all else stands at the foot. */
const PLACED = ['name', 'priority', 'validFrom', 'validTo', 'condition', 'actions'];

/** All of a rule in one form; what it would have done is tried before anything is saved. */
export function RuleEditor({ rule, fields, presets, refresh }: Props) {
  const { t, tell, language } = useApp();
  const [, go] = useLocation();
  const mutations = useRuleMutations();
  const [asked, setAsked] = useState<Asked>(null);
  const [job, setJob] = useState<string | null>(null);
  const frame = useRef<HTMLFormElement>(null);
  const edited = useEditedForm(
    () => ruleForm(rule),
    async (now) => {
      const input = ruleInput(now, rule?.active ?? false, fields);
      const { errors: found, id, job: started } = await mutations.save(rule?.id ?? null, input);
      if (found.length > 0) return found;
      tell(t('rule_saved'));
      if (!rule && id) go(`/rules/${encodeURIComponent(id)}`, { replace: true });
      if (started) setJob(started);
      refresh?.();
      return [];
    },
    frame,
  );
  const { form, change, changed, errors } = edited;
  const condition = useMemo(() => JSON.stringify(jsonOf(form.condition, fields)), [form.condition, fields]);

  const toggle = async (on: boolean): Promise<readonly PlacedError[]> => {
    if (!rule) return [];
    const { errors: found, job: started } = await mutations.switch(rule.id, on);
    if (found.length > 0) return found;
    if (started) setJob(started);
    refresh?.();
    return [];
  };
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <Link href="/rules" className="soft">
            {t('rules')}
          </Link>
          <h2>{rule ? shownName(rule, language) : t('rule_new')}</h2>
        </div>
        {rule && (
          <div className="row">
            {changed && <small className="soft">{t('save_first')}</small>}
            <span aria-hidden>{t(rule.active ? 'rule_is_on_word' : 'rule_is_off_word')}</span>
            <Switch
              on={rule.active}
              busy={changed}
              label={t('rule_switch', { name: shownName(rule, language) })}
              change={(on) => {
                if (on) setAsked('switch');
                else void toggle(false).then(([fault]) => tell(fault ? fault.message : t('rule_is_off')));
              }}
            />
          </div>
        )}
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
            refresh?.();
          }}
        />
      )}
      <form
        ref={frame}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (rule?.active) setAsked('save');
          else void edited.save();
        }}
      >
        <RuleTerms form={form} change={change} errors={errors} />
        <section className="card stack" aria-labelledby="rule-when">
          <div className="spread">
            <h3 id="rule-when">{t('rule_when')}</h3>
            <PresetSelect
              presets={presets}
              choose={(preset) =>
                change({
                  condition: formOf(JSON.parse(String(preset.condition.json))),
                  ...(form.name.trim() === '' && { name: preset[language] }),
                })
              }
            />
          </div>
          <ConditionEditor
            subject="ORDER"
            fields={fields}
            root={form.condition}
            change={(next) => change({ condition: next })}
            refused={errors}
          />
        </section>
        <section className="card stack" aria-labelledby="rule-then">
          <h3 id="rule-then">{t('rule_then')}</h3>
          <ActionsEditor
            actions={form.actions}
            change={(actions) => change({ actions })}
            refused={errors.filter((one) => isAbout(one, 'actions'))}
          />
        </section>
        <BacktestPanel condition={condition} />
        <EditedFoot edited={edited} placed={PLACED} remove={rule && (() => setAsked('delete'))}>
          {!rule && <small className="soft">{t('rule_new_is_off')}</small>}
        </EditedFoot>
      </form>
      {rule && asked === 'switch' && (
        <SwitchOn rule={rule} close={() => setAsked(null)} run={() => toggle(true)} />
      )}
      {rule && asked === 'save' && (
        <Confirm
          title={t('rule_save_title')}
          confirm={t('save')}
          close={() => setAsked(null)}
          run={async () => {
            // What stands against it is shown in the form, which is behind.
            setAsked(null);
            await edited.save();
            return [];
          }}
          withReason={false}
        >
          <p>{t('rule_save_text')}</p>
        </Confirm>
      )}
      {rule && asked === 'delete' && (
        <Confirm
          title={t('rule_delete_title', { name: shownName(rule, language) })}
          confirm={t('delete')}
          close={() => setAsked(null)}
          dangerous
          withReason={false}
          run={async () => {
            const { errors: found } = await mutations.remove(rule.id);
            if (found.length > 0) return found;
            tell(t('rule_deleted'));
            edited.letGo();
            go('/rules');
            return [];
          }}
        >
          <p>{t('rule_delete_text')}</p>
        </Confirm>
      )}
    </div>
  );
}
