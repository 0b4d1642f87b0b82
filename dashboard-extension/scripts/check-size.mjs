// Fails when the scripts that the first view loads are larger than the budget, gzipped.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET = 250_000;
const built = fileURLToPath(new URL('../../saleor_customer_mgmt/hosts/front_end/built/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${built}.vite/manifest.json`, 'utf-8'));

/** The entry, the first screen, and all they import. */
const wanted = new Set();
const want = (key) => {
  if (wanted.has(key)) return;
  wanted.add(key);
  for (const next of manifest[key].imports ?? []) want(next);
};
want('index.html');
want('src/modules/customers/customer-list.tsx');

let size = 0;
for (const key of wanted) size += gzipSync(readFileSync(`${built}${manifest[key].file}`)).length;
console.log(`First view: ${Math.round(size / 1000)} kB of gzipped script, of ${BUDGET / 1000} kB at most.`);
if (size > BUDGET) process.exit(1);
