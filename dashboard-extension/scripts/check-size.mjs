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

for (const [view, [budget, ...keys]] of Object.entries(VIEWS)) {
  const files = [...loaded(['index.html', ...keys])].map((key) => `${built}${manifest[key].file}`);
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  console.log(`${view}: ${Math.round(size / 1000)} kB of gzipped script, of ${budget / 1000} kB at most.`);
  if (size > budget) process.exitCode = 1;
}
