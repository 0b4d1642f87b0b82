import type { Key } from '../../i18n/en';
import { byHand, type Actor } from '../../ui/actor';

/** As the server has it. */
export const LONGEST_LABEL = 50;

export interface Label {
  text: string;
  /** In the language of whoever looks, where it is a shipped one. */
  shown: string;
  author: Actor;
}

export interface ShownLabel {
  text: string;
  shown: string;
  /** People put it there, so people may take it off. */
  mine: boolean;
}

/** Each text once, though several rules and people may have put it there; in the order in which they came. */
export function shownLabels(labels: readonly Label[]): ShownLabel[] {
  const found = new Map<string, ShownLabel>();
  for (const { text, shown, ...label } of labels) {
    const mine = byHand(label) || (found.get(text)?.mine ?? false);
    found.set(text, { text, shown, mine });
  }
  return [...found.values()];
}

/** The labels that people put on any of these customers. */
export function removable(customers: readonly { labels: readonly Label[] }[]): ShownLabel[] {
  return shownLabels(customers.flatMap(({ labels }) => labels)).filter(({ mine }) => mine);
}

/** What is wrong with a label that somebody typed. */
export function labelFault(text: string): Key | undefined {
  return text.trim() === '' || text.trim().length > LONGEST_LABEL ? 'refused_label_text' : undefined;
}
