import type { RuleFragment } from '../../generated/graphql';
import type { Language, Translate } from '../../i18n/translate';

type Action = RuleFragment['actions'][number];

/** Of shipped rules: the texts of an action in the language of whoever looks. */
export const inLanguage =
  (language: Language) =>
  (action: Action): Action =>
    language === 'ja' ? { ...action, label: action.labelJa, reason: action.reasonJa } : action;

/** What an action does, in words. `groupOf` gives the name of a group for its slug. */
export function actionWords(action: Action, t: Translate, groupOf: (slug: string) => string): string {
  switch (action.do) {
    case 'HOLD':
      return t(`does_HOLD_${action.at ?? 'CONFIRM'}`);
    case 'LABEL_ORDER':
    case 'LABEL_CUSTOMER':
      return t(`does_${action.do}`, { label: action.label ?? '' });
    case 'ADD_TO_GROUP':
    case 'REMOVE_FROM_GROUP':
      return t(`does_${action.do}`, { group: groupOf(action.group ?? '') });
    case 'WATCH':
      return t(`does_WATCH_${action.level ?? 'WATCH'}`);
    case 'NOTIFY':
      return t('does_NOTIFY', { to: action.to.join(', ') });
  }
}
