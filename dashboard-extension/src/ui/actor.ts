import type { CustomerMgmtActorKind } from '../generated/graphql';
import type { Translate } from '../i18n/translate';

export interface Actor {
  kind: CustomerMgmtActorKind;
  label: string;
}

/** Who it was, as it was called then. */
export function actorName(actor: Actor, t: Translate): string {
  return actor.label || t(`actor_${actor.kind}`);
}

/** People put it there, not a rule: people may take it away. */
export function byHand({ author }: { author: Actor }): boolean {
  return author.kind !== 'SYSTEM';
}
