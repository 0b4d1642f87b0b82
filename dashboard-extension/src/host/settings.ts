import { z } from 'zod';

const shape = z.object({
  host: z.enum(['standalone']),
  base: z.string().default('/'),
  endpoint: z.string().default('/graphql/'),
  csrf: z.string().default(''),
  language: z.enum(['en', 'ja']).default('en'),
  user: z.string().default(''),
});

/** What the host says to the page it serves. */
export type Settings = z.infer<typeof shape>;

/** Read what the host wrote into the page; `npm run dev` writes nothing. */
export function readSettings(text: string | null | undefined): Settings {
  const told: unknown = JSON.parse(text?.trim() ? text : '{}');
  return shape.parse({ host: 'standalone', ...(told as object) });
}
