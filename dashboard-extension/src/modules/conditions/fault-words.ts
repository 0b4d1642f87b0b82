import type { Key } from '../../i18n/en';
import type { Values } from '../../i18n/translate';

/** What the server says against what was typed, and what we say for it in the language of the page. */
const KNOWN: readonly (readonly [RegExp, Key, ...string[]])[] = [
  [/^is greater than 'to': the range is turned round$/, 'fault_turned'],
  [/^is not a number$/, 'fault_number'],
  [/^is too large$/, 'fault_too_large'],
  [/^is not a whole number$/, 'fault_whole'],
  [/^is not between the years (\d+) and (\d+)$/, 'fault_years', 'low', 'high'],
  [/^is not between (\d+) and (\d+)$/, 'fault_between', 'low', 'high'],
  [/^has more than (\d+) decimal places$/, 'fault_places', 'most'],
  [/^is longer than (\d+) characters$/, 'fault_long', 'most'],
  [/^has more than (\d+) values$/, 'fault_many', 'most'],
  [/^is empty$/, 'fault_empty'],
  [/^is missing/, 'fault_empty'],
  [/^contains a control character$/, 'fault_control'],
  [/^is neither a day /, 'fault_day'],
  [/^is not in the calendar$/, 'fault_calendar'],
  [/^is not of the same kind as 'from'/, 'fault_kinds'],
  [/^is not the code of a currency/, 'fault_currency'],
  [/^is not a time zone/, 'fault_zone'],
  [/^there is no group '(.*)'$/, 'fault_no_group', 'slug'],
  [/^depends on itself: (.*)$/, 'fault_circle', 'way'],
  [/^is one 'matches' too many: a condition has (\d+) at most$/, 'fault_patterns', 'most'],
  [/^is one part too many: a condition has (\d+) at most$/, 'fault_parts', 'most'],
  [/^is nested more than (\d+) deep$/, 'fault_deep', 'most'],
  [
    /^(?:has a repeat inside a repeat|could take too long.*|has more than \d+ open repeats.*)$/,
    'fault_runaway',
  ],
  [/^is no regular expression/, 'fault_pattern'],
  [/^must be a text of 1 to (\d+) characters$/, 'fault_text', 'most'],
  [/^must be a text of at most (50) characters$/, 'fault_label', 'most'],
  [/^must be a text of at most (\d+) characters$/, 'fault_long', 'most'],
  [/^must be the slug of a group$/, 'fault_choose_group'],
  [/^must be a list of 1 to (\d+) e-mail addresses$/, 'fault_addresses', 'most'],
  [/^is not an e-mail address$/, 'fault_address'],
  [/^is there twice$/, 'fault_twice'],
  [/^one rule holds at one point only$/, 'fault_holds'],
  [/^a list of at least one action is needed$/, 'fault_no_action'],
  [/^is not after valid_from$/, 'fault_valid_to'],
  [/^is out of range$/, 'fault_range'],
  [/^is there already$/, 'fault_slug_taken'],
  [/^was a deleted group's/, 'fault_slug_deleted'],
  [/^must be 1 to 50 of a-z/, 'fault_slug'],
  [/^is set on one group at most, and '(.*)' has one$/, 'fault_type_taken', 'slug'],
];

/** Our words for a fault, with what is filled in; null where there are none, and the server's are shown. */
export function faultWords(message: string): { key: Key; values: Values } | null {
  for (const [pattern, key, ...names] of KNOWN) {
    const found = pattern.exec(message);
    if (found) {
      return { key, values: Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) };
    }
  }
  return null;
}
