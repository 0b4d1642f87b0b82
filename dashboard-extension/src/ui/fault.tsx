import type { Key } from '../i18n/en';
import { useApp } from './app-context';

export const faultId = (name: string) => `fault-${name}`;

/** What is wrong with a field, beside it. `text` is a key of ours, as the shape of the form has it. */
export function Fault({ name, text }: { name: string; text: string | undefined }) {
  const { t } = useApp();
  return (
    <p id={faultId(name)} className="bad fault" role={text ? 'alert' : undefined}>
      {text && t(text as Key)}
    </p>
  );
}
