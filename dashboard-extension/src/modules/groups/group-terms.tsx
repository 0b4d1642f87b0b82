import { useApp } from '../../ui/app-context';
import { reason } from '../conditions/faults-of-parts';
import { TextField } from '../conditions/text-field';
import type { PlacedError } from '../../host/use-placed-change';
import { slugOf, type GroupForm } from './group-form';

interface Props {
  form: GroupForm;
  change: (patch: Partial<GroupForm>) => void;
  errors: readonly PlacedError[];
  isNew: boolean;
}

/** What a group is called, and what it brings its members. */
export function GroupTerms({ form, change, errors, isNew }: Props) {
  const { t } = useApp();
  const faults = (path: string) => errors.filter((one) => one.path === path).map(reason);
  return (
    <section className="card">
      <TextField
        label={t('own_name')}
        value={form.name}
        longest={200}
        faults={faults('name')}
        change={(name) =>
          // Until somebody types another, the key follows the name.
          change(isNew && form.slug === slugOf(form.name) ? { name, slug: slugOf(name) } : { name })
        }
      />
      <div className="two-fields">
        <TextField
          label={t('group_key')}
          hint={t('group_key_hint')}
          value={form.slug}
          longest={50}
          faults={faults('slug')}
          disabled={!isNew}
          change={(slug) => change({ slug })}
        />
        <TextField
          label={t('priority')}
          hint={t('group_priority_hint')}
          value={form.priority}
          longest={8}
          numeric
          faults={faults('priority')}
          change={(priority) => change({ priority })}
        />
      </div>
      <TextField
        label={t('group_description')}
        value={form.description}
        longest={2000}
        rows={2}
        faults={faults('description')}
        change={(description) => change({ description })}
      />
      <div className="two-fields">
        <TextField
          label={t('group_voucher')}
          hint={t('group_voucher_hint')}
          value={form.voucherCode}
          longest={255}
          faults={faults('voucherCode')}
          change={(voucherCode) => change({ voucherCode })}
        />
        <TextField
          label={t('group_type')}
          hint={t('group_type_hint')}
          value={form.customerType}
          longest={255}
          faults={faults('customerType')}
          change={(customerType) => change({ customerType })}
        />
      </div>
    </section>
  );
}
