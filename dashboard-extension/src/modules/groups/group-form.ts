import type { CustomerMgmtGroupInput, GroupFragment } from '../../generated/graphql';
import { formOf, jsonOf, type Combined, type Fields } from '../conditions/condition-form';
import { priorityOf } from '../conditions/priority';

/** A group while it is edited. */
export interface GroupForm {
  slug: string;
  name: string;
  description: string;
  priority: string;
  voucherCode: string;
  customerType: string;
  /** It takes customers by its condition; else by hand and by rules only. */
  byCondition: boolean;
  condition: Combined;
}

/** The form of a group; of none, an empty one. */
export function groupForm(group?: GroupFragment): GroupForm {
  return {
    slug: group?.slug ?? '',
    name: group?.name ?? '',
    description: group?.description ?? '',
    priority: String(group?.priority ?? 100),
    voucherCode: group?.voucherCode ?? '',
    customerType: group?.customerType ?? '',
    byCondition: group ? group.condition !== null : false,
    condition: formOf(group?.condition && JSON.parse(String(group.condition.json))),
  };
}

/** The condition as it is sent; null: nobody by condition. */
export function conditionOf(form: GroupForm, fields: Fields): string | null {
  return form.byCondition ? JSON.stringify(jsonOf(form.condition, fields)) : null;
}

export function groupInput(form: GroupForm, fields: Fields): CustomerMgmtGroupInput {
  return {
    slug: form.slug.trim(),
    name: form.name,
    description: form.description,
    priority: priorityOf(form.priority),
    voucherCode: form.voucherCode,
    customerType: form.customerType.trim(),
    condition: conditionOf(form, fields),
  };
}

/** A key made of a name that has Latin letters; of others nothing, and somebody has to think of one. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
}
