import { useRef, useState, type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { GroupFragment } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { JobProgress } from '../../ui/job-progress';
import { ConditionEditor } from '../conditions/condition-editor';
import { formOf, type Fields } from '../conditions/condition-form';
import { EditedFoot } from '../conditions/edited-foot';
import { PresetSelect } from '../conditions/preset-select';
import { shownName } from '../conditions/shown-name';
import type { Preset } from '../conditions/use-condition-fields';
import { useEditedForm } from '../conditions/use-edited-form';
import '../rules/rules.css';
import { conditionOf, groupForm, groupInput } from './group-form';
import { GroupTerms } from './group-terms';
import { PreviewPanel } from './preview-panel';
import { useGroupMutations } from './use-group-mutations';

interface Props {
  group?: GroupFragment;
  fields: Fields;
  presets: readonly Preset[];
  refresh?: () => void;
  /** What else there is about a group that exists. */
  children?: ReactNode;
}

const PLACED = ['slug', 'name', 'description', 'priority', 'voucherCode', 'customerType', 'condition'];

/** All of a group in one form; who would enter and leave is seen before anything is saved. */
export function GroupEditor({ group, fields, presets, refresh, children }: Props) {
  const { t, tell, language } = useApp();
  const [path, go] = useLocation();
  const begun = new URLSearchParams(useSearch()).get('job');
  const mutations = useGroupMutations();
  const [deleting, setDeleting] = useState(false);
  const [job, setJob] = useState(begun);
  const frame = useRef<HTMLFormElement>(null);
  const edited = useEditedForm(
    () => groupForm(group),
    async (now) => {
      const told = await mutations.save(group?.id ?? null, groupInput(now, fields));
      if (told.errors.length > 0) return told.errors;
      tell(t('group_saved'));
      if (!group && told.id) {
        // Another page: it is told which work to show the progress of.
        const query = told.job ? `?job=${encodeURIComponent(told.job)}` : '';
        go(`/groups/${encodeURIComponent(told.id)}${query}`, { replace: true });
      } else if (told.job) setJob(told.job);
      refresh?.();
      return [];
    },
    frame,
  );
  const { form, change, errors } = edited;
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <Link href="/groups" className="soft">
            {t('groups')}
          </Link>
          <h2>{group ? shownName(group, language) : t('group_new')}</h2>
          {group && <span className="soft">{t('found_members', { count: group.memberCount })}</span>}
        </div>
      </div>
      {job && (
        <JobProgress
          key={job}
          id={job}
          running={t('groups_applying')}
          failed={t('groups_apply_failed')}
          ended={(state) => {
            if (state !== 'DONE') return;
            setJob(null);
            if (begun) go(path, { replace: true });
            tell(t('groups_applied'));
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
          void edited.save();
        }}
      >
        <GroupTerms form={form} change={change} errors={errors} isNew={!group} />
        <section className="card stack" aria-labelledby="group-condition">
          <div className="spread">
            <h3 id="group-condition">{t('group_condition')}</h3>
            <PresetSelect
              presets={presets}
              choose={(preset) =>
                change({ condition: formOf(JSON.parse(String(preset.condition.json))), byCondition: true })
              }
            />
          </div>
          <label className="row">
            <input
              type="checkbox"
              checked={form.byCondition}
              onChange={(event) => change({ byCondition: event.target.checked })}
            />
            {t('group_with_condition')}
          </label>
          {form.byCondition && (
            <ConditionEditor
              subject="CUSTOMER"
              fields={fields}
              root={form.condition}
              change={(condition) => change({ condition })}
              refused={errors}
            />
          )}
        </section>
        <PreviewPanel condition={conditionOf(form, fields)} group={group?.id} />
        <EditedFoot edited={edited} placed={PLACED} remove={group && (() => setDeleting(true))} />
      </form>
      {children}
      {group && deleting && (
        <Confirm
          title={t('group_delete_title', { name: shownName(group, language) })}
          confirm={t('delete')}
          close={() => setDeleting(false)}
          dangerous
          withReason={false}
          run={async () => {
            const { errors: found } = await mutations.remove(group.id);
            if (found.length > 0) return found;
            tell(t('group_deleted'));
            edited.letGo();
            go('/groups');
            return [];
          }}
        >
          <p>{t('group_delete_text')}</p>
        </Confirm>
      )}
    </div>
  );
}
