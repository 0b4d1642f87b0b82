import { useApp } from '../../ui/app-context';
import type { Key } from '../../i18n/en';
import { faultWords } from './fault-words';

/** What is wrong with one field, right below it: in our words, else in the server's. */
export function FaultLines({
  id,
  messages,
  instead,
}: {
  id: string;
  messages: readonly string[];
  instead?: Key;
}) {
  const { t } = useApp();
  if (messages.length === 0) return null;
  return (
    <div className="faults bad" id={id} role="alert">
      {[...new Set(messages)].map((message) => {
        const ours = faultWords(message);
        if (instead) return <p key={message}>{t(instead)}</p>;
        return ours ? (
          <p key={message}>{t(ours.key, ours.values)}</p>
        ) : (
          <p key={message} lang="en">
            {message}
          </p>
        );
      })}
    </div>
  );
}
