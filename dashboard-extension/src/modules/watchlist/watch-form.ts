import { z } from 'zod';

/** As the server has it. */
export const LONGEST_REASON = 2000;

/** The last moment of a day as the browser's place has it; null for no day. */
export function endOfDay(day: string): string | null {
  if (!day) return null;
  const moment = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** The form's shape; `now` says which days are over. */
export const watchShape = (now: () => number) =>
  z.object({
    level: z.enum(['WATCH', 'BLOCK', 'VICTIM']),
    reason: z.string().trim().max(LONGEST_REASON, 'refused_mark_reason'),
    until: z.string().refine((day) => {
      const end = endOfDay(day);
      return day === '' || (end !== null && Date.parse(end) > now());
    }, 'refused_mark_expiry'),
  });
export type WatchForm = z.infer<ReturnType<typeof watchShape>>;
