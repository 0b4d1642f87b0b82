import { z } from 'zod';

/** As the server has it. */
export const LONGEST_REASON = 500;

export const placeShape = z.object({
  point: z.enum(['CONFIRM', 'CAPTURE', 'FULFIL']),
  reason: z.string().trim().min(1, 'reason_required').max(LONGEST_REASON, 'refused_hold_reason'),
  note: z.string().trim(),
});
export type PlaceForm = z.infer<typeof placeShape>;

/** The orders that can be held: those that were neither sent nor taken back. */
export function holdable<Order extends { status: string }>(orders: readonly Order[]): Order[] {
  return orders.filter(({ status }) => status === 'PLACED');
}
