/** Why the orders of a customer are one customer: a graph of orders and of what they share. */

export interface GraphOrder {
  id: string;
  source: string;
  number: string;
  keys: readonly {
    /** The same of all orders that share it, also where its values are no longer kept. */
    id: string;
    contested: boolean;
    parts: readonly Part[];
  }[];
}

/** One value of a key; what is not kept any more has none. */
export interface Part {
  field: string;
  value: string;
  kept: boolean;
}

export interface GraphDecision {
  id: string;
  kind: string;
  undone: boolean;
  links: readonly { one: { id: string } | null; other: { id: string } | null }[];
  takenOrders?: readonly { id: string }[] | null;
  stayedOrders?: readonly { id: string }[] | null;
}

/** Something that joins two orders or more: a shared key, a link of staff, or a split that keeps each of its sides together. */
export interface Joint {
  id: string;
  kind: 'key' | 'staff' | 'split';
  parts: readonly Part[];
  orders: readonly string[];
  contested: boolean;
  /** Without it, orders that it joins come apart. */
  weak: boolean;
  /** When it is weak: the orders that come off, the smaller side. Else nothing. */
  behind: readonly string[];
}

/** Return what joins the orders, weak joints first. */
export function jointsOf(orders: readonly GraphOrder[], decisions: readonly GraphDecision[]): Joint[] {
  const found = new Map<string, Joint & { orders: string[] }>();
  for (const order of orders) {
    for (const key of order.keys) {
      const joint = found.get(key.id) ?? {
        id: key.id,
        kind: 'key' as const,
        parts: key.parts,
        orders: [],
        contested: key.contested,
        weak: false,
        behind: [],
      };
      if (!joint.orders.includes(order.id)) joint.orders.push(order.id);
      // One of them may still tell what the others may not.
      joint.parts = joint.parts.map((part, at) => (part.kept ? part : (key.parts[at] ?? part)));
      found.set(key.id, joint);
    }
  }
  const known = new Set(orders.map((order) => order.id));
  const joints: Joint[] = [...found.values()].filter((joint) => joint.orders.length > 1);
  for (const decision of decisions) {
    if (decision.undone) continue;
    const kind = decision.kind === 'MERGE' ? 'staff' : 'split';
    joinedBy(decision).forEach((side, at) => {
      const here = side.filter((id) => known.has(id));
      if (here.length < 2) return;
      const id = `${decision.id} ${at}`;
      joints.push({ id, kind, parts: [], orders: here, contested: false, weak: false, behind: [] });
    });
  }
  const ids = orders.map((order) => order.id);
  return joints
    .map((joint) => (joint.contested ? joint : weighed(joint, joints, ids)))
    .sort((a, b) => Number(b.weak) - Number(a.weak) || Number(a.contested) - Number(b.contested));
}

/** The sets of orders that a decision holds together: the ends of each link of a merge, the sides of a split. */
function joinedBy(decision: GraphDecision): string[][] {
  if (decision.kind === 'MERGE') {
    return decision.links.map(({ one, other }) => [one, other].flatMap((end) => end?.id ?? []));
  }
  return [decision.takenOrders, decision.stayedOrders].map((side) => (side ?? []).map(({ id }) => id));
}

function weighed(joint: Joint, joints: readonly Joint[], ids: readonly string[]): Joint {
  const others = joints.filter((one) => one !== joint && !one.contested);
  const parts = componentsOf(ids, others).filter((part) => part.some((id) => joint.orders.includes(id)));
  if (parts.length < 2) return joint;
  const largest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  return { ...joint, weak: true, behind: parts.filter((part) => part !== largest).flat() };
}

/** Return what hangs together, in the order in which the ids came. */
export function componentsOf(ids: readonly string[], joints: readonly Pick<Joint, 'orders'>[]): string[][] {
  const above = new Map(ids.map((id) => [id, id]));
  const top = (id: string): string => {
    let at = id;
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) at = next;
    return at;
  };
  for (const { orders } of joints) {
    const [first, ...rest] = orders;
    if (first === undefined) continue;
    for (const other of rest) above.set(top(other), top(first));
  }
  const parts = new Map<string, string[]>();
  for (const id of ids) parts.set(top(id), [...(parts.get(top(id)) ?? []), id]);
  return [...parts.values()];
}

/** Nearly the same keys of two criteria say the same twice: they are drawn as one when they join the same orders. */
export function drawn(joints: readonly Joint[]): Joint[] {
  const merged = new Map<string, Joint>();
  for (const joint of joints) {
    const place = `${joint.kind} ${joint.contested} ${[...joint.orders].sort().join(' ')}`;
    const other = merged.get(place);
    if (!other) merged.set(place, joint);
    else if (joint.kind === 'key') merged.set(place, { ...other, parts: union(other.parts, joint.parts) });
  }
  const ids = [...new Set(joints.flatMap((joint) => joint.orders))];
  const shown = [...merged.values()].map((joint) => ({ ...joint, weak: false, behind: [] as string[] }));
  return shown
    .map((joint) => (joint.contested ? joint : weighed(joint, shown, ids)))
    .sort((a, b) => Number(b.weak) - Number(a.weak) || Number(a.contested) - Number(b.contested));
}

function union(one: Joint['parts'], other: Joint['parts']): Joint['parts'] {
  const has = new Set(one.map((part) => `${part.field} ${part.value}`));
  return [...one, ...other.filter((part) => !has.has(`${part.field} ${part.value}`))];
}

export const ROW = 44;
export const WIDTH = 760;

/** Where orders and joints stand: two columns, each joint at the height of its orders' middle, none on another. */
export function places(orders: readonly string[], joints: readonly Joint[]) {
  const orderAt = new Map(orders.map((id, at) => [id, at * ROW + ROW / 2]));
  const wanted = joints
    .map((joint) => {
      const heights = joint.orders.map((id) => orderAt.get(id) ?? 0);
      return { joint, y: heights.reduce((a, b) => a + b, 0) / Math.max(1, heights.length) };
    })
    .sort((a, b) => a.y - b.y);
  let last = -ROW / 2;
  const jointAt = new Map<string, number>();
  for (const { joint, y } of wanted) {
    last = Math.max(y, last + ROW);
    jointAt.set(joint.id, last);
  }
  return { orderAt, jointAt, height: Math.max(orders.length * ROW, last + ROW / 2) };
}
