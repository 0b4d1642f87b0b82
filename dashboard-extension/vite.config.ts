import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** macaw-ui brings 48 font files, of which the dashboard's look needs four. */
function onlyTheFontsInUse(): Plugin {
  const wanted = /Inter-(Regular|Medium|SemiBold|Bold)\.woff2/;
  return {
    name: 'only-the-fonts-in-use',
    enforce: 'pre',
    transform(code, id) {
      if (!/macaw-ui\/dist\/style\.css/.test(id)) return null;
      return {
        code: code
          .replace(/@font-face\s*\{[^}]*\}/g, (face) => (wanted.test(face) ? face : ''))
          // "Inter var" is one of those left out.
          .replaceAll('Inter var', 'Inter'),
        map: null,
      };
    },
  };
}

export default defineConfig({
  // Relative, because one build is served at several addresses; the host makes those in the page absolute.
  base: './',
  plugins: [onlyTheFontsInUse(), react()],
  build: {
    outDir: '../saleor_customer_mgmt/hosts/front_end/built',
    emptyOutDir: true,
    manifest: true,
    // Inlined files would need data: in more places of the hosts' content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // What counts is what the first view loads: scripts/check-size.mjs.
    chunkSizeWarningLimit: 1000,
  },
  server: {
    // `npm run dev` beside `customer-mgmt serve`: sign in there with a token (docs/dashboard.md).
    proxy: { '/graphql/': 'http://127.0.0.1:8000', '/sign-in': 'http://127.0.0.1:8000' },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    sequence: { shuffle: true },
  },
});
