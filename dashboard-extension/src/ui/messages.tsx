import { Button } from '@saleor/macaw-ui';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useApp } from './app-context';

export interface Message {
  id: string;
  text: string;
  action?: { label: string; run: () => void } | undefined;
}

/** What is said in passing. A message with an action stays until it is closed. */
export function Messages({ messages, close }: { messages: Message[]; close: (id: string) => void }) {
  return (
    <div className="messages" aria-live="polite">
      {messages.map((message) => (
        <OneMessage key={message.id} message={message} close={() => close(message.id)} />
      ))}
    </div>
  );
}

function OneMessage({ message, close }: { message: Message; close: () => void }) {
  const { t } = useApp();
  useEffect(() => {
    if (message.action) return;
    const timer = setTimeout(close, 5000);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [message.id]);
  return (
    <div className="message">
      <span>{message.text}</span>
      {message.action && (
        <Button
          size="small"
          variant="secondary"
          onClick={() => {
            message.action?.run();
            close();
          }}
        >
          {message.action.label}
        </Button>
      )}
      <button type="button" className="icon" aria-label={t('close')} onClick={close}>
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
