import { Button } from '@saleor/macaw-ui';
import { useRef, useState, type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { GroupFragment } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { Confirm } from '../../ui/confirm';
import { JobProgress } from '../../ui/job-progress';
import { MutationErrors } from '../../ui/notice';
import { useUnsaved } from '../../ui/use-unsaved';
import { ConditionEditor } from '../conditions/condition-editor';
import { formOf, type Fields } from '../conditions/condition-form';
import { allTouched } from '../conditions/edit-tree';
import { isAbout } from '../conditions/faults-of-parts';
import { PresetSelect } from '../conditions/preset-select';
import { shownName } from '../conditions/shown-name';
import type { Preset } from '../conditions/use-condition-fields';
import { priorityOf } from '../rules/rule-form';
import '../rules/rules.css';
import type { PlacedError } from '../../host/use-placed-change';
import { conditionOf, groupForm, groupInput, type GroupForm } from './group-form';
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
  const [start, setStart] = useState(() => groupForm(group));
  const [form, setForm] = useState(start);
  const [errors, setErrors] = useState<readonly PlacedError[]>([]);
  const [deleting, setDeleting] = useState(false);
  const [job, setJob] = useState(begun);
  const [busy, setBusy] = useState(false);
  const frame = useRef<HTMLFormElement>(null);
  useUnsaved(form !== start);

  const change = (patch: Partial<GroupForm>) => {
    const about = Object.keys(patch);
    setErrors(errors.filter((one) => !about.some((key) => isAbout(one, key))));
    setForm({ ...form, ...patch });
  };
  const saved = async (): Promise<readonly PlacedError[]> => {
    if (priorityOf(form.priority) === null) {
      return [{ code: 'INVALID', message: 'is out of range', field: 'priority', path: 'priority' }];
    }
    const told = await mutations.save(group?.id ?? null, groupInput(form, fields));
    if (told.errors.length > 0) return told.errors;
    tell(t('group_saved'));
    setStart(form);
    if (!group && told.id) {
      // Another page: it is told which work to show the progress of.
      const query = told.job ? `?job=${encodeURIComponent(told.job)}` : '';
      go(`/groups/${encodeURIComponent(told.id)}${query}`, { replace: true });
    } else if (told.job) setJob(told.job);
    refresh?.();
    return [];
  };
  const save = async () => {
    setBusy(true);
    const found = await saved();
    setBusy(false);
    setErrors(found);
    if (found.length === 0) return;
    setForm({ ...form, condition: allTouched(form.condition) });
    // Once it is marked: the first field that something is said against.
    setTimeout(() => frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
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
          void save();
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
        <MutationErrors errors={errors.filter((one) => !PLACED.some((key) => isAbout(one, key)))} />
        {errors.length > 0 && (
          <p className="bad" role="alert">
            {t('not_saved')}
          </p>
        )}
        <div className="sticky-foot">
          <Button type="submit" disabled={busy}>
            {t('save')}
          </Button>
          {group && (
            <Button type="button" variant="secondary" className="danger" onClick={() => setDeleting(true)}>
              {t('delete')}
            </Button>
          )}
        </div>
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
