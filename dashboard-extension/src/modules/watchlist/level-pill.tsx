import type { CustomerMgmtWatchLevel } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';

const LOOKS: Record<CustomerMgmtWatchLevel, string> = {
  WATCH: 'pill pill-doubt',
  BLOCK: 'pill pill-bad',
  VICTIM: 'pill',
};

export function LevelPill({ level }: { level: CustomerMgmtWatchLevel }) {
  const { t } = useApp();
  return <span className={LOOKS[level]}>{t(`level_${level}`)}</span>;
}
