import { z } from 'zod';

const shared = {
  base: z.string().default('/'),
  endpoint: z.string().default('/graphql/'),
  language: z.enum(['en', 'ja']).default('en'),
};
const shape = z.discriminatedUnion('host', [
  z.object({
    host: z.literal('standalone'),
    ...shared,
    csrf: z.string().default(''),
    user: z.string().default(''),
  }),
  z.object({
    host: z.literal('saleor'),
    ...shared,
    /** The origins of the dashboards that may show us. */
    dashboards: z.array(z.string()),
  }),
]);

/** What the host says to the page it serves. */
export type Settings = z.infer<typeof shape>;
export type StandaloneSettings = Extract<Settings, { host: 'standalone' }>;
export type SaleorSettings = Extract<Settings, { host: 'saleor' }>;

/** Read what the host wrote into the page; `npm run dev` writes nothing. */
export function readSettings(text: string | null | undefined): Settings {
  const told: unknown = JSON.parse(text?.trim() ? text : '{}');
  return shape.parse({ host: 'standalone', ...(told as object) });
}
