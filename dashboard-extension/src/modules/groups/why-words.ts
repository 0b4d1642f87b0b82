import type { Translate } from '../../i18n/translate';

const KNOWN = ['condition', 'hand', 'rule', 'merge', 'split'] as const;

/** Why somebody is in a group, or entered or left it, in words; what is not known is shown as it is. */
export function whyWords(why: string, t: Translate): string {
  const known = KNOWN.find((one) => one === why);
  return known ? t(`why_in_${known}`) : why;
}
