// Fails when the scripts that a first view loads are larger than its budget, gzipped.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const built = fileURLToPath(new URL('../../saleor_customer_mgmt/hosts/front_end/built/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${built}.vite/manifest.json`, 'utf-8'));

/** What is loaded besides the page's own script, and how much all of it may be. */
const VIEWS = {
  'First view': [250_000, 'src/root.tsx', 'src/modules/customers/customer-list.tsx'],
  'First view inside Saleor': [250_000, 'src/inside/page.tsx', 'src/modules/customers/customer-list.tsx'],
  'Beside an order of Saleor': [130_000, 'src/inside/beside.tsx'],
};

/** These scripts and all they import. */
function loaded(keys, found = new Set()) {
  for (const key of keys) {
    if (found.has(key)) continue;
    found.add(key);
    loaded(manifest[key].imports ?? [], found);
  }
  return found;
}

const sizeOf = (keys) =>
  [...keys].reduce((sum, key) => sum + gzipSync(readFileSync(`${built}${manifest[key].file}`)).length, 0);
/** One of them is loaded with each view: the larger one counts. */
const LANGUAGES = ['src/i18n/en.ts', 'src/i18n/ja.ts'];

for (const [view, [budget, ...keys]] of Object.entries(VIEWS)) {
  const sizes = LANGUAGES.map((language) => sizeOf(loaded(['index.html', language, ...keys])));
  const size = Math.max(...sizes);
  console.log(`${view}: ${Math.round(size / 1000)} kB of gzipped script, of ${budget / 1000} kB at most.`);
  if (size > budget) process.exitCode = 1;
}
