export interface ReceiptLine {
  source: string;
  status: string;
  orderCount: number;
  counts: boolean;
  counting: string;
}

export interface Mergeable {
  orderCount: number;
  purchaseCount: number;
  sources: readonly string[];
  totals: readonly { currency: string; amount: string }[];
  receipt: readonly ReceiptLine[];
}

export interface Merged {
  orderCount: number;
  purchaseCount: number;
  sources: string[];
  totals: { currency: string; amount: string }[];
}

/**
 * What the two would be as one. Counting looks at each order by itself, so it is the sum; that the two can
 * be merged at all is for the server to say, because of earlier splits.
 */
export function mergePreview(one: Mergeable, other: Mergeable): Merged {
  const sums = new Map<string, bigint>();
  const scale = 4;
  for (const { currency, amount } of [...one.totals, ...other.totals]) {
    sums.set(currency, (sums.get(currency) ?? 0n) + units(amount, scale));
  }
  return {
    orderCount: one.orderCount + other.orderCount,
    purchaseCount: one.purchaseCount + other.purchaseCount,
    sources: [...new Set([...one.sources, ...other.sources])].sort(),
    totals: [...sums].map(([currency, sum]) => ({ currency, amount: written(sum, scale) })),
  };
}

/** Money is summed as whole numbers: 0.1 + 0.2 has to be 0.3. */
function units(amount: string, scale: number): bigint {
  const negative = amount.startsWith('-');
  const [whole = '0', part = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole + part.slice(0, scale).padEnd(scale, '0'));
  return negative ? -value : value;
}

function written(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const part = digits.slice(-scale).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}${part && `.${part}`}`;
}
