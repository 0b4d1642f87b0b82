import type { CustomerAccountFragment } from '../../generated/graphql';
import { day, sourceName } from '../../i18n/format';
import { useApp } from '../../ui/app-context';
import { numberOf } from './timeline';

/** Where and when somebody registered, among the orders. */
export function AccountRow(props: {
  account: CustomerAccountFragment;
  chosen: boolean;
  toggle: (() => void) | undefined;
}) {
  const { t, language } = useApp();
  const { account } = props;
  const shop = sourceName(account.source, language);
  const number = t('account_number', { number: numberOf(account.number).number });
  const told = account.account;
  const lines = (
    [
      ['account_group', told?.group],
      ['account_points', told?.points],
      ['account_newsletter', told?.newsletter],
      ['account_note', told?.note],
    ] as const
  ).filter(([, text]) => text);
  return (
    <tr aria-selected={props.chosen || undefined} className={props.chosen ? 'current' : undefined}>
      {props.toggle && (
        <td>
          <input
            type="checkbox"
            checked={props.chosen}
            onChange={props.toggle}
            aria-label={t('select_account', { account: `${shop} ${number}` })}
          />
        </td>
      )}
      <td className="named">
        {number}
        <span className="sub">{shop}</span>
      </td>
      <td className="nowrap">{day(account.placedAt, language)}</td>
      <td>
        <span className="pill" title={account.statusText ?? undefined}>
          {t('status_ACCOUNT')}
        </span>
        {account.statusText && <span className="sub">{account.statusText}</span>}
      </td>
      <td>
        {account.buyer?.name ?? (account.expiredFields.length > 0 ? t('expired') : t('none'))}
        <span className="sub">
          {[...(account.buyer?.emails ?? []), ...(account.buyer?.phones ?? [])].join(' · ')}
        </span>
      </td>
      <td colSpan={2}>
        {t('account_registered', { shop })}
        {lines.map(([key, text]) => (
          <span key={key} className="sub clamped">
            {t(key)}: {text}
          </span>
        ))}
      </td>
    </tr>
  );
}
