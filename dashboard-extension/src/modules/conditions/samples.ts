import type { Field, Fields } from './condition-form';
import told from './samples.json';
import type { Preset } from './use-condition-fields';

/** For tests only: what the API tells of conditions, and many of them as the server writes them. */
interface Samples {
  fields: Field[];
  presets: Preset[];
  conditions: unknown[];
}

export const SAMPLES = told as unknown as Record<'ORDER' | 'CUSTOMER', Samples>;

export function fieldsOf(subject: 'ORDER' | 'CUSTOMER'): Fields {
  return new Map(SAMPLES[subject].fields.map((field) => [field.name, field]));
}

export function fieldNamed(name: string): Field {
  const field = fieldsOf('ORDER').get(name);
  if (!field) throw new Error(`There is no field ${name}.`);
  return field;
}
