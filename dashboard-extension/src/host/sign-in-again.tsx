import { Button } from '@saleor/macaw-ui';
import { useState, useSyncExternalStore } from 'react';
import type { StandaloneSession } from './standalone-session';
import { useApp } from '../ui/app-context';
import { Dialog } from '../ui/dialog';

/** Above whatever is open, when the session has ended. */
export function SignInAgain(props: { session: StandaloneSession; user: string; onDone: () => void }) {
  const { session, user, onDone } = props;
  const { t } = useApp();
  const expired = useSyncExternalStore(session.subscribe, session.isExpired);
  const [wrong, setWrong] = useState(false);
  if (!expired) return null;
  const submit = async (form: FormData) => {
    const entered = await session
      .signIn(textOf(form, 'username'), textOf(form, 'password'))
      .catch(() => false);
    setWrong(!entered);
    if (entered) onDone();
  };
  return (
    <Dialog title={t('again_title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        <p>{t('again_hint')}</p>
        <label className="field">
          {t('username')}
          <input name="username" autoComplete="username" required defaultValue={user} />
        </label>
        <label className="field">
          {t('password')}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {wrong && (
          <p className="bad" role="alert">
            {t('sign_in_wrong')}
          </p>
        )}
        <footer>
          <Button type="submit">{t('sign_in')}</Button>
        </footer>
      </form>
    </Dialog>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
